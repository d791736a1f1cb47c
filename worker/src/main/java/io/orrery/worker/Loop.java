package io.orrery.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A platform thread that takes one step after the other until it is closed. It survives whatever a
 * step throws: jobs would wait unseen if it did not.
 */
final class Loop {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final long PAUSE_AFTER_ERROR = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier step;
  private final Wakeup wakeup;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param step returns for how many nanoseconds to wait before the next one
   * @param wakeup ends that wait
   */
  Loop(String name, LongSupplier step, Wakeup wakeup) {
    this.step = step;
    this.wakeup = wakeup;
    this.thread = Thread.ofPlatform().name("orrery-" + name).unstarted(this::run);
  }

  String name() {
    return thread.getName();
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      long wait = step();
      if (wait > 0 && !closed) {
        wakeup.await(wait);
      }
    }
  }

  private long step() {
    try {
      return step.getAsLong();
    } catch (RuntimeException | Error e) {
      log.error("{} failed, going on", thread.getName(), e);
      return PAUSE_AFTER_ERROR;
    }
  }

  /** Ends it after the step under way. */
  void close() {
    closed = true;
    wakeup.signal();
  }

  /** Waits until it has ended, if it was started. False if that took longer. */
  boolean join(Duration atMost) throws InterruptedException {
    thread.join(atMost);
    return !thread.isAlive();
  }
}
