package io.orrery.schedule;

import io.orrery.DurationText;
import java.time.Duration;
import java.time.Instant;

/**
 * Due at the start of the schedule and every period after it, whatever the jobs take and however
 * late one was made: the ticks never drift.
 *
 * @param period whole milliseconds, from 100 ms to ten years
 */
public record FixedRate(Duration period) implements Rule {
  public FixedRate {
    Intervals.check("period", period);
  }

  /** The first tick after {@code after}, where {@code start} is one. */
  public Instant next(Instant start, Instant after) {
    if (after.isBefore(start)) {
      return start;
    }
    long past = Duration.between(start, after).dividedBy(period);
    return start.plus(period.multipliedBy(past + 1));
  }

  @Override
  public String toString() {
    return "every " + DurationText.of(period);
  }
}
