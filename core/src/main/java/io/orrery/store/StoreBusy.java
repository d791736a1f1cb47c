package io.orrery.store;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL is there, but could not finish the statement: it took too long, waited too long for a
 * lock, or collided with other transactions each time. That had no effect; the same again may well
 * succeed later.
 */
public final class StoreBusy extends StoreUnavailable {
  private static final long serialVersionUID = 1;

  public StoreBusy(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
