package io.orrery.codec;

/**
 * Stops an encoding in the middle. Unchecked, since the generator's methods that find it may not
 * throw checked exceptions.
 */
final class LimitReached extends RuntimeException {
  private static final long serialVersionUID = 1;

  enum Limit {
    BYTES,
    DEPTH
  }

  private final Limit limit;

  LimitReached(Limit limit) {
    super(limit.name(), null, false, false);
    this.limit = limit;
  }

  Limit limit() {
    return limit;
  }
}
