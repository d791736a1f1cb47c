package io.orrery.store;

/** Another leads: this coordinator's epoch is over, and its statement took no effect. */
public final class Deposed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Deposed(long epoch) {
    super("epoch " + epoch + " no longer leads");
  }
}
