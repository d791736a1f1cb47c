package io.orrery.cli.service;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a signal that ends the process, such as Ctrl-C, interrupt what the calling thread does; the
 * process ends once that has told how far it came.
 */
final class StopSignal implements AutoCloseable {
  /** Longer than PostgreSQL is waited for in a step. */
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Thread worker) {
    hook = Thread.ofPlatform().name("orrery-stop").unstarted(() -> stop(worker));
  }

  static StopSignal watched() {
    StopSignal signal = new StopSignal(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void stop(Thread worker) {
    if (told.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      told.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It has been told. What comes after is not interrupted. */
  @Override
  public void close() {
    Thread.interrupted();
    told.countDown();
  }
}
