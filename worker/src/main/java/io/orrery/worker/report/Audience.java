package io.orrery.worker.report;

import io.orrery.JobId;
import io.orrery.broker.Hint;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who watches which jobs, as far as hints told of late: what nobody watches need not be told. Safe
 * for many threads.
 */
public final class Audience {
  /** Jobs that are watched one by one; more are not told of. */
  private static final int MOST = 10_000;

  private final LongSupplier nanoTime;

  /** Until when each is watched, by the monotonic clock. */
  private final ConcurrentHashMap<JobId, Long> jobs = new ConcurrentHashMap<>();

  /** Until when all are. */
  private volatile long allUntil;

  /**
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  public Audience(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.allUntil = nanoTime.getAsLong();
  }

  public void watch(Hint.Watch watch) {
    long now = nanoTime.getAsLong();
    long until = now + TimeUnit.MILLISECONDS.toNanos(watch.forMillis());
    if (watch.job().isEmpty()) {
      allUntil = until;
      return;
    }
    if (jobs.size() >= MOST) {
      jobs.values().removeIf(end -> end - now < 0);
    }
    if (jobs.size() < MOST) {
      jobs.put(watch.job().get(), until);
    }
  }

  boolean watches(JobId job) {
    long now = nanoTime.getAsLong();
    if (allUntil - now > 0) {
      return true;
    }
    Long until = jobs.isEmpty() ? null : jobs.get(job);
    return until != null && until - now > 0;
  }
}
