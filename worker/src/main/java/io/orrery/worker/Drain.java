package io.orrery.worker;

import io.orrery.config.WorkerTuning;
import io.orrery.store.Runs;
import io.orrery.worker.report.Reporter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a worker's jobs in the order that loses none and charges none with a failure: no new ones,
 * doorbells back, time to finish, interrupt, release. Beats go on throughout. Every step is
 * bounded, whatever PostgreSQL and the broker do.
 */
@Singleton
final class Drain {
  private static final Logger log = LoggerFactory.getLogger(Drain.class);

  /** For each step that waits for a server. */
  private static final Duration SERVER = Duration.ofSeconds(10);

  private final Runs runs;
  private final Lease lease;
  private final Lanes lanes;
  private final HeldJobs held;
  private final Dispatcher dispatcher;
  private final Wakeup wakeup;
  private final WorkerTuning tuning;
  private final LongSupplier nanoTime;
  private volatile boolean hurried;

  @Inject
  Drain(
      Runs runs,
      Lease lease,
      Lanes lanes,
      HeldJobs held,
      Dispatcher dispatcher,
      Wakeups wakeups,
      WorkerPlan plan,
      LongSupplier nanoTime) {
    this.runs = runs;
    this.lease = lease;
    this.lanes = lanes;
    this.held = held;
    this.dispatcher = dispatcher;
    this.wakeup = wakeups.drain;
    this.tuning = plan.config().worker();
    this.nanoTime = nanoTime;
  }

  /** Goes on to the interrupt. From any thread, also before {@link #run}. */
  void hurry() {
    hurried = true;
    wakeup.signal();
  }

  /** Called once, by one thread. */
  void run() throws InterruptedException {
    log.info("worker {} drains, {} jobs run", lease.worker(), held.size());
    bounded("stop deliveries", lanes::stop);
    bounded("tell PostgreSQL that it drains", () -> runs.drain(lease.worker()));
    dispatcher.drain();
    if (endsWithin(tuning.drain(), true, running -> {})) {
      return;
    }
    log.info("{} jobs still run: they are interrupted", held.size());
    if (endsWithin(tuning.interruptGrace(), false, running -> running.stop(Stop.DRAIN))) {
      return;
    }
    log.warn("{} jobs did not end: they are released, their handlers run on", held.size());
    if (!endsWithin(SERVER, false, running -> running.giveUp(Stop.DRAIN))) {
      log.warn(
          "{} jobs are left to the coordinator{}",
          held.size(),
          dispatcher.quiet() ? "" : ", and what a claim brings that is still under way");
    }
  }

  /** Writes what handlers said last. Their loop has ended. */
  void report(Reporter reporter) throws InterruptedException {
    bounded("write the last progress and logs", reporter::flush);
  }

  /** The last word, after the last beat. */
  void leave() throws InterruptedException {
    bounded("tell PostgreSQL that it is gone", () -> runs.leave(lease.worker()));
  }

  /**
   * Waits until nothing runs and nothing can start, at most so long.
   *
   * @param urge what is done to whatever still runs, and to what a late claim brings meanwhile
   */
  private boolean endsWithin(Duration limit, boolean mayBeHurried, Consumer<Execution> urge) {
    long end = nanoTime.getAsLong() + limit.toNanos();
    // In this order: a dispatcher that is quiet adds nothing to what is held.
    while (!dispatcher.quiet() || !held.isEmpty()) {
      held.all().forEach(urge);
      long left = end - nanoTime.getAsLong();
      if (left <= 0 || (mayBeHurried && hurried)) {
        return false;
      }
      wakeup.await(left);
    }
    return true;
  }

  /** A server that hangs must not hold up the end: what it would be told, the lease tells too. */
  private static void bounded(String doing, Runnable step) throws InterruptedException {
    Thread thread =
        Thread.ofPlatform().daemon().name("orrery-drain-step").start(() -> logged(doing, step));
    if (!thread.join(SERVER)) {
      log.warn("could not {} within {} s", doing, SERVER.toSeconds());
    }
  }

  private static void logged(String doing, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.warn("could not {}: {}", doing, e.getMessage());
    }
  }
}
