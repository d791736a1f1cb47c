package io.orrery.coordinator;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets one thread sleep until a moment that any thread may bring forward. A moment that was set
 * while the thread was busy shortens its next sleep, so that no wake-up is lost.
 */
final class Alarm implements Pacer {
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private boolean set;
  private long wakeAt;
  private boolean stopped;

  Alarm(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public boolean await(Duration wait) {
    lock.lock();
    try {
      long latest = nanoTime.getAsLong() + wait.toNanos();
      long left = left(latest);
      while (!stopped && left > 0) {
        changed.awaitNanos(left);
        left = left(latest);
      }
      set = false;
      return !stopped;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the present sleep, or else the next, no later than so long from now. */
  void wakeWithin(Duration most) {
    lock.lock();
    try {
      long at = nanoTime.getAsLong() + most.toNanos();
      if (!set || at - wakeAt < 0) {
        set = true;
        wakeAt = at;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends every sleep at once, with false, from now on. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private long left(long latest) {
    return (set && wakeAt - latest < 0 ? wakeAt : latest) - nanoTime.getAsLong();
  }
}
