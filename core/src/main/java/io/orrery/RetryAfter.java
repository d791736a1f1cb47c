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
   * @param delay from now, zero to ten years
   */
  public RetryAfter(Duration delay) {
    this(delay, "the handler asked for a retry after " + words(delay), null);
  }

  /**
   * @param delay from now, zero to ten years
   * @param reason kept with the attempt
   * @param cause kept with the attempt, with its stack
   */
  public RetryAfter(Duration delay, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.delay = checked(delay);
  }

  private static String words(Duration delay) {
    return DurationText.of(checked(delay));
  }

  private static Duration checked(Duration delay) {
    return Delays.checked(delay, "RetryAfter delay");
  }

  /** How long to wait before the next attempt. */
  public Duration delay() {
    return delay;
  }
}
