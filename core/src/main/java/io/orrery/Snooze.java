package io.orrery;

import java.time.Duration;

/** Not a failure: the job comes back after a delay, and no retry is used up. */
public final class Snooze extends Verdict {
  private static final long serialVersionUID = 1;

  private final Duration delay;

  /**
   * @param delay from now, not negative
   */
  public Snooze(Duration delay) {
    super("snoozed for " + delay, null);
    this.delay = Delays.checked(delay, "Snooze delay");
  }

  public Duration delay() {
    return delay;
  }
}
