package io.orrery.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A short random pause after PostgreSQL did not answer, so that workers do not come back in step.
 * Used by one thread.
 */
final class Pause {
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final RandomGenerator random;
  private long end;

  Pause(RandomGenerator random, long now) {
    this.random = random;
    this.end = now;
  }

  /** Begins, and returns when it ends. */
  long begin(long now) {
    end = now + random.nextLong(SHORTEST.toNanos(), LONGEST.toNanos());
    return end;
  }

  boolean over(long now) {
    return end - now <= 0;
  }
}
