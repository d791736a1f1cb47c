package io.orrery;

import java.time.Duration;

/** Not a failure: the job comes back after a delay, and no retry is used up. */
public final class Snooze extends Verdict {
  private static final long serialVersionUID = 1;

  private final Duration delay;

  /**
   * @param delay from now, zero to ten years
   */
  public Snooze(Duration delay) {
    super("snoozed for " + DurationText.of(Delays.checked(delay, "Snooze delay")), null);
    this.delay = delay;
  }

  /** How long to wait before the next run. */
  public Duration delay() {
    return delay;
  }
}
