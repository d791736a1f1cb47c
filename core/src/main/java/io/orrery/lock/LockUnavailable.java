package io.orrery.lock;

/**
 * The lock can't be asked just now. Nothing is lost by it: every candidate then tries to lead, and
 * PostgreSQL elects one.
 */
public final class LockUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LockUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
