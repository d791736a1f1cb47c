package io.orrery.client;

/**
 * The calling thread was interrupted while it waited for PostgreSQL; its interrupt flag is set
 * again. The message says whether anything was written.
 */
public final class CallInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean nothingWritten;

  private CallInterrupted(String message, boolean nothingWritten, InterruptedException cause) {
    super(message, cause);
    this.nothingWritten = nothingWritten;
  }

  static CallInterrupted beforeSending(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new CallInterrupted(
        "interrupted while waiting for its turn: nothing was written", true, cause);
  }

  static CallInterrupted whileSending(String doing, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new CallInterrupted(
        "interrupted while it would "
            + doing
            + ": whether that took effect is unknown; a unique key makes it harmless to enqueue again",
        false,
        cause);
  }

  /** True if it is certain that nothing was written. */
  public boolean nothingWritten() {
    return nothingWritten;
  }
}
