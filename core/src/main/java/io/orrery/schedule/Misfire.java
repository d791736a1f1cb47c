package io.orrery.schedule;

/**
 * What becomes of the due ticks of a schedule whose earliest is more than 30 s late when the leader
 * comes to it, since there was none, or no database. What is not made up for is recorded as missed.
 */
public sealed interface Misfire {
  /** One job, for the latest of them. */
  record FireOnce() implements Misfire {}

  /**
   * A job for each of the latest.
   *
   * @param most of them, 1 to 1,000
   */
  record CatchUp(int most) implements Misfire {
    private static final int BOUND = 1_000;

    public CatchUp {
      if (most < 1 || most > BOUND) {
        throw new IllegalArgumentException(
            "catching up on at most %d ticks: use 1 to %d, or skip()".formatted(most, BOUND));
      }
    }
  }

  /** None. */
  record Skip() implements Misfire {}

  static Misfire fireOnce() {
    return new FireOnce();
  }

  static Misfire catchUp(int most) {
    return new CatchUp(most);
  }

  static Misfire skip() {
    return new Skip();
  }
}
