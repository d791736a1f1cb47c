package io.orrery.store;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL answered, and said no in a way that waiting does not mend: wrong password, missing
 * schema, bad data.
 */
public final class StoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
