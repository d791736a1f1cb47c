package io.orrery.coordinator;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a coordinator: whatever PostgreSQL and the broker do, it is over in time for whoever
 * stops the process. What it could not tell them, leases tell too. Used by one thread.
 */
final class Closing {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  /** For all of it. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private final long end;
  private boolean interrupted;

  /**
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  Closing(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.end = nanoTime.getAsLong() + LIMIT.toNanos();
  }

  /**
   * Does a step on a thread of its own, and goes on without it when it takes too long. An interrupt
   * of the caller ends this wait and all that follow.
   */
  void step(String doing, Duration most, Runnable step) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("orrery-coordinator-closing")
            .start(() -> logged(doing, step));
    if (!endsBy(thread, until(most))) {
      log.warn("The coordinator ends without waiting on: it could not {} in time", doing);
    }
  }

  /**
   * Waits for threads that were asked to stop, for all of them together, and interrupts those that
   * have not ended by then.
   */
  void await(List<Thread> threads, Duration most) {
    long until = until(most);
    for (Thread thread : threads) {
      if (!endsBy(thread, until)) {
        log.warn("{} did not stop in time: interrupting it", thread.getName());
        thread.interrupt();
      }
    }
  }

  /** To be called at the end: an interrupt of the caller is not lost. */
  void done() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private long until(Duration most) {
    long now = nanoTime.getAsLong();
    return now + Math.min(most.toNanos(), end - now);
  }

  private boolean endsBy(Thread thread, long until) {
    Duration left = Duration.ofNanos(Math.max(0, until - nanoTime.getAsLong()));
    try {
      return !thread.isAlive() || (!interrupted && thread.join(left));
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    }
  }

  private static void logged(String doing, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.warn("The coordinator ends, but could not {}: {}", doing, e.getMessage());
    }
  }
}
