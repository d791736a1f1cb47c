package io.orrery.store;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL could not be reached, or did not answer in time. Whether the statement took effect may
 * be unknown.
 */
public sealed class StoreUnavailable extends RuntimeException permits StoreBusy {
  private static final long serialVersionUID = 1;

  public StoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
