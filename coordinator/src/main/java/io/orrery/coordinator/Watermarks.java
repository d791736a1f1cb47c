package io.orrery.coordinator;

import io.orrery.store.Duties.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How far each lane had been claimed a while ago. A job that still waits before that point was
 * passed over by jobs rung after it, so that its doorbell is suspected lost. Used by one thread.
 */
final class Watermarks {
  private record Sample(long takenAt, Map<Lane, Long> claimedTo) {}

  private final Duration age;
  private final LongSupplier nanoTime;

  /** Oldest first; of those that are old enough, only the newest is kept. */
  private final Deque<Sample> samples = new ArrayDeque<>();

  /**
   * @param age of the sample that counts, at least
   */
  Watermarks(Duration age, LongSupplier nanoTime) {
    this.age = age;
    this.nanoTime = nanoTime;
  }

  /**
   * @param claimedTo the largest ring order claimed, by lane
   */
  void add(Map<Lane, Long> claimedTo) {
    samples.add(new Sample(nanoTime.getAsLong(), Map.copyOf(claimedTo)));
    Sample oldest = samples.remove();
    while (!samples.isEmpty() && oldEnough(samples.element())) {
      oldest = samples.remove();
    }
    samples.addFirst(oldest);
  }

  /** Empty: no sample is old enough, or nothing of the lane had been claimed. */
  OptionalLong of(Lane lane) {
    if (samples.isEmpty() || !oldEnough(samples.element())) {
      return OptionalLong.empty();
    }
    Long claimed = samples.element().claimedTo().get(lane);
    return claimed == null ? OptionalLong.empty() : OptionalLong.of(claimed);
  }

  void clear() {
    samples.clear();
  }

  private boolean oldEnough(Sample sample) {
    return nanoTime.getAsLong() - sample.takenAt() >= age.toNanos();
  }
}
