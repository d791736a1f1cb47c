package io.orrery.schedule;

import io.orrery.DurationText;
import java.time.Duration;
import java.util.Objects;

/** What intervals have in common. */
final class Intervals {
  /** One leader fires all schedules: below this, it would do little else. */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private Intervals() {}

  static void check(String field, Duration interval) {
    Objects.requireNonNull(
        interval, () -> field + " is null: write it as in Duration.ofMinutes(5)");
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(DurationText.TEN_YEARS) > 0) {
      throw new IllegalArgumentException(
          "a %s of %s: use 100 ms to ten years, as in Duration.ofMinutes(5)"
              .formatted(field, DurationText.of(interval)));
    }
    if (interval.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "a %s of %s: use whole milliseconds, as in Duration.ofMillis(250)"
              .formatted(field, DurationText.of(interval)));
    }
  }
}
