package io.orrery.schedule;

import io.orrery.DurationText;
import java.time.Duration;

/**
 * Due at the start of the schedule, and then so long after the end of the job before, however it
 * ended: two never run at once.
 *
 * @param delay whole milliseconds, from 100 ms to ten years
 */
public record FixedDelay(Duration delay) implements Rule {
  public FixedDelay {
    Intervals.check("delay", delay);
  }

  @Override
  public String toString() {
    return "with a delay of " + DurationText.of(delay);
  }
}
