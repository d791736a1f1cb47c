package io.orrery.client;

import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps to a rate. A test has one with a clock of its own. */
interface Pacer {
  /** Nanoseconds, from no matter when. */
  long nanoTime();

  /** Waits so many nanoseconds. */
  void pause(long nanos) throws InterruptedException;

  /** By the machine's own clock. */
  final class Real implements Pacer {
    private final CountDownLatch never = new CountDownLatch(1);

    @Inject
    Real() {}

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void pause(long nanos) throws InterruptedException {
      never.await(nanos, TimeUnit.NANOSECONDS);
    }
  }
}
