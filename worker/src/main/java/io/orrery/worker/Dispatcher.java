package io.orrery.worker;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
  private final Wakeup drain;
  private final Wakeup beater;
  private final JobThreads threads;
  private final LongSupplier nanoTime;

  private volatile boolean draining;
  private volatile boolean quiet;

  @Inject
  Dispatcher(
      Lanes lanes,
      Claimer claimer,
      Scanner scanner,
      Adopter adopter,
      JobThreads threads,
      Wakeups wakeups,
      LongSupplier nanoTime) {
    this.lanes = lanes;
    this.claimer = claimer;
    this.scanner = scanner;
    this.adopter = adopter;
    this.wakeup = wakeups.dispatcher;
    this.drain = wakeups.drain;
    this.beater = wakeups.beater;
    this.threads = threads;
    this.nanoTime = nanoTime;
  }

  /**
   * Does all that can be done now: at most one claim by doorbells, and one scan.
   *
   * @return for how many nanoseconds nothing will come due; 0 if there may be more to do at once
   */
  long turn() {
    long now = nanoTime.getAsLong();
    obey();
    lanes.receive(now);
    adopter.decide(!draining);
    if (draining) {
      lanes.giveBackAll();
      quiet = true;
      drain.signal();
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

  /** Before anything else: nothing may start that is not allowed to any more. */
  private void obey() {
    if (lanes.obey()) {
      // So that PostgreSQL has the slots that hold now.
      beater.signal();
    }
    threads.room(lanes.room());
  }

  /** Claims nothing more and gives back every doorbell, from its next turn on. Does not wait. */
  void drain() {
    draining = true;
    wakeup.signal();
  }

  /**
   * True once it drains and no claim is under way: what the last one brought is held by then, and
   * nothing is going to start any more.
   */
  boolean quiet() {
    return quiet;
  }
}
