package io.orrery;

import java.time.Duration;
import java.util.Objects;

/** The bounds of every delay and time limit that a user gives. */
final class Delays {
  private static final Duration LONGEST = DurationText.TEN_YEARS;

  /** What PostgreSQL and the worker count in: a shorter limit would be none. */
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

  private Delays() {}

  static Duration checked(Duration delay, String field) {
    Objects.requireNonNull(delay, () -> field + " is null: use zero to run at once");
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          field + " is negative: " + DurationText.of(delay) + "; use zero to run at once");
    }
    if (delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          field
              + " is longer than ten years: "
              + DurationText.of(delay)
              + "; use "
              + DurationText.of(LONGEST)
              + " at most");
    }
    return delay;
  }

  /**
   * @param noLimit what to write for no limit
   */
  static void checkTimeout(Duration timeout, String field, String noLimit) {
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0) {
      throw unusable(timeout, field + " is shorter than 1ms", noLimit);
    }
    if (timeout.compareTo(LONGEST) > 0) {
      throw unusable(timeout, field + " is longer than ten years", noLimit);
    }
  }

  private static IllegalArgumentException unusable(Duration timeout, String fact, String noLimit) {
    return new IllegalArgumentException(
        fact + ": " + DurationText.of(timeout) + "; " + noLimit + " for no limit");
  }
}
