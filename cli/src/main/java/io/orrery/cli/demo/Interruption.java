package io.orrery.cli.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns a signal that ends the process, such as that of Ctrl-C, into an interrupt of the thread at
 * work, and keeps the process until that thread has put its things away. A signal at any other time
 * ends the process at once.
 */
final class Interruption implements AutoCloseable {
  /** Far longer than the fleet takes to close with jobs under way. */
  private static final Duration MOST = Duration.ofMinutes(2);

  private final CountDownLatch over = new CountDownLatch(1);

  // Guarded by this.
  private @Nullable Thread atWork;
  private boolean came;

  private Interruption() {}

  /** Until it is closed. */
  static Interruption watched() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("orrery-interruption").unstarted(interruption::interrupt));
    return interruption;
  }

  /**
   * Does the work. Empty if a signal cut it short; what it threw then says nothing. When this
   * returns, the thread is not interrupted, so that it can put its things away in peace.
   */
  <T> Optional<T> cutShort(Callable<T> work) throws Exception {
    begin(Thread.currentThread());
    try {
      T done = work.call();
      end();
      return Optional.of(done);
    } catch (Exception e) {
      if (end()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private synchronized void begin(Thread worker) {
    atWork = worker;
  }

  /** Whether a signal came in the meantime. */
  private synchronized boolean end() {
    atWork = null;
    if (came) {
      Thread.interrupted();
    }
    return came;
  }

  private void interrupt() {
    if (interruptWork()) {
      try {
        over.await(MOST.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized boolean interruptWork() {
    if (atWork != null) {
      came = true;
      atWork.interrupt();
    }
    return came;
  }

  @Override
  public void close() {
    over.countDown();
  }
}
