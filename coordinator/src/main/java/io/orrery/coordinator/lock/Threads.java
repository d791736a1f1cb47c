package io.orrery.coordinator.lock;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends the threads of locks. */
final class Threads {
  private Threads() {}

  /** Waits for a thread that was asked to end, and interrupts it if it takes too long. */
  static void end(Thread thread, Duration patience) {
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what was shut down, but no longer than this. */
  static void end(ExecutorService ended, Duration patience) {
    try {
      ended.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
