package io.orrery.worker;

import io.orrery.config.HandlerThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that handlers run on, {@code orrery-job-N}. At most one job each, so many slots. */
@Singleton
final class JobThreads implements AutoCloseable {
  /** From here on a monitor that blocks no longer pins its carrier (JEP 491). */
  private static final int FIRST_WITHOUT_PINNING = 24;

  private static final String NAME = "orrery-job-";

  private final ExecutorService threads;

  /** How many jobs it has threads for. Of the dispatcher alone. */
  private int room;

  @Inject
  JobThreads(WorkerPlan plan) {
    this.room = plan.slots();
    this.threads = virtual(plan.config().worker().threads()) ? virtual() : pool(room);
  }

  private static boolean virtual(HandlerThreads kind) {
    return switch (kind) {
      case VIRTUAL -> true;
      case PLATFORM -> false;
      case AUTO -> Runtime.version().feature() >= FIRST_WITHOUT_PINNING;
    };
  }

  private static ExecutorService virtual() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(NAME, 0).factory());
  }

  /** Its queue holds only what waits for a thread whose slot was given back a moment before. */
  private static ExecutorService pool(int slots) {
    // Daemons: a handler that ignores its interrupt must not keep a process from ending.
    ThreadFactory factory = Thread.ofPlatform().name(NAME, 0).daemon().factory();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            slots, slots, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Has threads for so many jobs at once: for as many as have slots, or run although their slots
   * have been taken away. Idle threads beyond that end. Called by the dispatcher alone.
   */
  void room(int jobs) {
    if (jobs == room || !(threads instanceof ThreadPoolExecutor pool)) {
      return;
    }
    // In this order, since the one may never be more than the other.
    if (jobs > room) {
      pool.setMaximumPoolSize(jobs);
      pool.setCorePoolSize(jobs);
    } else {
      pool.setCorePoolSize(jobs);
      pool.setMaximumPoolSize(jobs);
    }
    room = jobs;
  }

  void execute(Runnable job) {
    threads.execute(job);
  }

  /** Takes no more jobs. Does not wait: what still runs was given up before. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
