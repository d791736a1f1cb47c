package io.orrery;

/** Thrown into a handler whose job should stop. A handler need not catch it. */
public final class JobInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1;

  public JobInterrupted(String message) {
    super(message);
  }
}
