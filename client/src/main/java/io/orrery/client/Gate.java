package io.orrery.client;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where every call enters the client. It bounds what callers hold in memory: a caller past the
 * bound waits here, before its arguments are encoded; a bulk call, which holds whole batches, at a
 * bound of its own, so that it takes no place from the others while it waits. Once shut, it lets
 * nobody in and waits for those inside.
 */
final class Gate {
  private final int places;
  private final Semaphore free;
  private final Semaphore freeForBulk;
  private volatile boolean shut;

  Gate(int places, int bulkPlaces) {
    this.places = places;
    // Fair: under a steady load nobody waits for ever.
    this.free = new Semaphore(places, true);
    this.freeForBulk = new Semaphore(bulkPlaces, true);
  }

  /** Runs a call that needs PostgreSQL. */
  <T> T pass(Supplier<T> call) {
    checkOpen();
    acquire(free);
    try {
      checkOpen();
      return call.get();
    } finally {
      free.release();
    }
  }

  /** Runs a call that holds batches of encoded jobs. */
  <T> T passBulk(Supplier<T> call) {
    checkOpen();
    acquire(freeForBulk);
    try {
      return pass(call);
    } finally {
      freeForBulk.release();
    }
  }

  private static void acquire(Semaphore places) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      throw CallInterrupted.beforeSending(e);
    }
  }

  void checkOpen() {
    if (shut) {
      throw new ClientClosed();
    }
  }

  /** Callers outside, for tests. */
  int waiting() {
    return free.getQueueLength() + freeForBulk.getQueueLength();
  }

  /**
   * Shuts, and waits for the calls inside.
   *
   * @return false if some are still inside after this many seconds, or the wait was interrupted
   */
  boolean shut(int seconds) {
    shut = true;
    try {
      boolean empty = free.tryAcquire(places, seconds, TimeUnit.SECONDS);
      if (empty) {
        free.release(places);
      }
      return empty;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
