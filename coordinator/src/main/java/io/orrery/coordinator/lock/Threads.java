package io.orrery.coordinator.lock;

import java.time.Duration;

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
}
