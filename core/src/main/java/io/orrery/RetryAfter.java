package io.orrery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure like any other (it uses up a retry), but the next attempt starts after a delay of the
 * handler's choosing.
 */
public final class RetryAfter extends Verdict {
  private static final long serialVersionUID = 1;

  private final Duration delay;

  /**
   * @param delay from now, not negative
   */
  public RetryAfter(Duration delay) {
    this(delay, "the handler asked for a retry after " + delay, null);
  }

  public RetryAfter(Duration delay, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.delay = Delays.checked(delay, "RetryAfter delay");
  }

  public Duration delay() {
    return delay;
  }
}
