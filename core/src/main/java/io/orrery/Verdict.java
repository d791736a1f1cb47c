package io.orrery;

import org.jspecify.annotations.Nullable;

/**
 * What a handler throws to end an attempt in a way of its own choosing. Cheap: it has no stack
 * trace, but keeps the cause.
 */
public abstract sealed class Verdict extends RuntimeException permits Discard, RetryAfter, Snooze {
  private static final long serialVersionUID = 1;

  Verdict(String message, @Nullable Throwable cause) {
    super(message, cause, true, false);
  }
}
