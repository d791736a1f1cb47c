package io.orrery;

import java.time.Duration;

/** The bounds of every delay and time limit that a user gives. */
final class Delays {
  /**
   * Ten years: longer ones are a slip of a unit, and far longer ones overflow PostgreSQL's
   * timestamps, in statements that many jobs share.
   */
  static final Duration LONGEST = Duration.ofDays(3_660);

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

  /**
   * @param noLimit what to write for no limit
   */
  static void checkTimeout(Duration timeout, String field, String noLimit) {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(
          field + " is not positive: " + timeout + "; " + noLimit + " for no limit");
    }
    if (timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          field + " is longer than ten years: " + timeout + "; " + noLimit + " for no limit");
    }
  }
}
