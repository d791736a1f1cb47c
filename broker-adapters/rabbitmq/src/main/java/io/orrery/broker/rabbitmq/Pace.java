package io.orrery.broker.rabbitmq;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often to try what the broker may refuse: at once, then after 100 ms, and twice as long after
 * each refusal, at most 10 s. Of one thread.
 */
final class Pace {
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoTime;
  private long begun;
  private long pause;

  Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  /** Whether it may be tried now. If so, this counts as refused until it is known not to be. */
  boolean begin() {
    long now = nanoTime.getAsLong();
    if (now - begun < pause) {
      return false;
    }
    begun = now;
    pause = Math.clamp(2 * pause, SHORTEST, LONGEST);
    return true;
  }

  void succeeded() {
    pause = SHORTEST;
  }
}
