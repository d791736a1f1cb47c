package io.orrery.worker;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Turns doorbells and free slots into claims, and hands the jobs to their slots. One thread owns
 * all of it and calls {@link #turn} over and over; others only deliver, give slots back, and
 * signal.
 */
@Singleton
final class Dispatcher {
  /** How soon to look again while something waits for its moment. */
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);

  /** How soon to look again, at the broker alone, while nothing waits. */
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  private final Lanes lanes;
  private final Claimer claimer;
  private final Scanner scanner;
  private final Adopter adopter;
  private final Wakeup wakeup;
  private final LongSupplier nanoTime;

  private volatile boolean draining;
  private final CountDownLatch drained = new CountDownLatch(1);

  @Inject
  Dispatcher(
      Lanes lanes,
      Claimer claimer,
      Scanner scanner,
      Adopter adopter,
      Wakeups wakeups,
      LongSupplier nanoTime) {
    this.lanes = lanes;
    this.claimer = claimer;
    this.scanner = scanner;
    this.adopter = adopter;
    this.wakeup = wakeups.dispatcher;
    this.nanoTime = nanoTime;
  }

  /**
   * Does all that can be done now: at most one claim by doorbells, and one scan.
   *
   * @return for how many nanoseconds nothing will come due; 0 if there may be more to do at once
   */
  long turn() {
    long now = nanoTime.getAsLong();
    lanes.receive(now);
    adopter.decide(!draining);
    if (draining) {
      lanes.giveBackAll();
      drained.countDown();
      return IDLE;
    }
    lanes.giveBackDue(now);
    lanes.reviewPrefetch(now);
    boolean claimed = claimer.claim(now);
    boolean found = scanner.scan(now);
    if (claimed || found) {
      return 0;
    }
    return lanes.waiting() || scanner.scanning() ? TICK : IDLE;
  }

  /**
   * Claims nothing more and gives back every doorbell, from now on. Waits until a claim that is
   * under way was answered.
   *
   * @return false if that took too long
   */
  boolean drain(Duration atMost) throws InterruptedException {
    draining = true;
    wakeup.signal();
    return drained.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }
}
