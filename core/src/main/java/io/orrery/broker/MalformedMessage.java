package io.orrery.broker;

import org.jspecify.annotations.Nullable;

/**
 * A broker message is not what its format says: cut, oversized, of an unknown version, or made by
 * something else. Whoever gets one drops it and counts it; the relay rings again for its jobs.
 */
public final class MalformedMessage extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedMessage(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
