package io.orrery.coordinator;

import io.orrery.store.Duties.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps looks at one lane apart, by some least time and by {@value #SHARE} times what the last look
 * took: so that a lane with millions of jobs that nobody runs neither loads PostgreSQL nor keeps
 * the relay from the others. Used by one thread.
 */
final class Rests {
  private static final int SHARE = 20;

  private final Duration least;
  private final LongSupplier nanoTime;
  private final Map<Lane, Long> until = new HashMap<>();

  Rests(Duration least, LongSupplier nanoTime) {
    this.least = least;
    this.nanoTime = nanoTime;
  }

  boolean resting(Lane lane) {
    Long end = until.get(lane);
    return end != null && end - nanoTime.getAsLong() > 0;
  }

  /** Looks, and lets the lane rest then, also if the look fails. */
  <T> T after(Lane lane, Supplier<T> look) {
    long begin = nanoTime.getAsLong();
    try {
      return look.get();
    } finally {
      long end = nanoTime.getAsLong();
      until.put(lane, end + Math.max(least.toNanos(), SHARE * (end - begin)));
    }
  }

  /** Forgets all lanes but these. */
  void keep(Collection<Lane> lanes) {
    until.keySet().retainAll(lanes);
  }
}
