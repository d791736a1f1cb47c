package io.orrery;

import java.time.Duration;

/** The bounds of every delay that a user gives. */
final class Delays {
  /** Ten years: longer ones are a slip of a unit, and would overflow nothing yet help nobody. */
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private Delays() {}

  static Duration checked(Duration delay, String field) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          field + " is negative: " + delay + "; use zero to run at once");
    }
    if (delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(field + " is longer than ten years: " + delay);
    }
    return delay;
  }
}
