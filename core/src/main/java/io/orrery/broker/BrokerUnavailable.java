package io.orrery.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker can't be reached just now, or refuses a queue. Nothing is lost by it: workers claim by
 * scan, and the relay rings later.
 */
public final class BrokerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BrokerUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
