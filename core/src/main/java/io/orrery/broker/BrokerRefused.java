package io.orrery.broker;

import org.jspecify.annotations.Nullable;

/**
 * The broker answered, and said no in a way that waiting does not mend: wrong password, no such
 * virtual host.
 */
public final class BrokerRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BrokerRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
