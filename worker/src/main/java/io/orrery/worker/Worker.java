package io.orrery.worker;

import io.orrery.config.OrreryConfig;
import io.orrery.lifecycle.Shutdown;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs: claims them from PostgreSQL as doorbells ring and slots are free, runs their handlers,
 * and records how they ended. Safe for many threads.
 *
 * <pre>{@code
 * try (Worker worker = Worker.builder(config).queue("email", 50).handler(new SendEmail(mailer)).start()) {
 *   worker.awaitShutdown();
 * }
 * }</pre>
 */
public final class Worker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final Engine engine;
  private final Runnable closeConnections;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  Worker(Engine engine, Runnable closeConnections) {
    this.engine = engine;
    this.closeConnections = closeConnections;
  }

  /** Begins to describe a worker. */
  public static WorkerBuilder builder(OrreryConfig config) {
    return new WorkerBuilder(config);
  }

  /**
   * The id of its current incarnation, as in PostgreSQL. A worker that was cut off for longer than
   * its lease goes on under a new one.
   */
  public UUID id() {
    return engine.worker();
  }

  /**
   * Waits until the worker has been closed. From now on, a signal that ends the process (SIGTERM,
   * Ctrl-C) closes it first; a second one skips the time that running jobs have to finish.
   */
  public void awaitShutdown() throws InterruptedException {
    Shutdown.await(closed, this::closeOnce, engine::hurry);
  }

  /**
   * Drains: takes no new jobs, gives running ones the configured time to finish ({@code
   * ORRERY_WORKER_DRAIN}), then interrupts them, and releases what still runs, to be run elsewhere
   * at no cost to its retries. Waits for all of that. A second call while it drains, or an
   * interrupt of the caller, skips the time to finish. Calling it once it is closed does nothing.
   */
  @Override
  public void close() {
    if (!beginDrain()) {
      engine.hurry();
    }
    awaitClosed();
  }

  /** Of a hook, and so perhaps beside a close that is under way, which it does not hurry. */
  private void closeOnce() {
    beginDrain();
    awaitClosed();
  }

  private boolean beginDrain() {
    boolean first = closing.compareAndSet(false, true);
    if (first) {
      Thread.ofPlatform().name("orrery-drain").start(this::drain);
    }
    return first;
  }

  private void awaitClosed() {
    boolean interrupted = false;
    while (true) {
      try {
        closed.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        engine.hurry();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    try {
      engine.drainAndStop();
    } catch (InterruptedException e) {
      log.error("the drain was interrupted: running jobs are left to the coordinator", e);
    } finally {
      try {
        closeConnections.run();
      } finally {
        closed.countDown();
      }
    }
  }
}
