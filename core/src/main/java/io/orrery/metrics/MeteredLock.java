package io.orrery.metrics;

import io.orrery.lock.LeaderLock;
import io.orrery.lock.LockUnavailable;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and tells when a lock can't be asked. As safe for many threads as the lock is. */
public final class MeteredLock implements LeaderLock {
  private static final Logger log = LoggerFactory.getLogger(MeteredLock.class);

  private final LeaderLock lock;
  private final Gauge available;
  private final Counter failures;
  private final AtomicBoolean away = new AtomicBoolean();

  public MeteredLock(LeaderLock lock, CollectorRegistry registry) {
    this.lock = lock;
    this.available =
        Gauge.build(
                "orrery_lock_available",
                "1 while the coordinators' lock answers; 0: PostgreSQL elects without an order.")
            .register(registry);
    this.failures =
        Counter.build("orrery_lock_failures_total", "Questions that the lock did not answer.")
            .register(registry);
    available.set(1);
  }

  @Override
  public Duration ttl() {
    return lock.ttl();
  }

  @Override
  public boolean tryAcquire() {
    return ask(lock::tryAcquire);
  }

  @Override
  public boolean renew() {
    return ask(lock::renew);
  }

  @Override
  public void release() {
    ask(
        () -> {
          lock.release();
          return true;
        });
  }

  @Override
  public void onReleased(Runnable listener) {
    lock.onReleased(listener);
  }

  @Override
  public void close() {
    lock.close();
  }

  /** Whether the last question was answered. */
  public boolean available() {
    return !away.get();
  }

  private boolean ask(Supplier<Boolean> question) {
    try {
      boolean answer = question.get();
      available.set(1);
      if (away.getAndSet(false)) {
        log.info("The leader's lock answers again");
      }
      return answer;
    } catch (LockUnavailable e) {
      available.set(0);
      failures.inc();
      if (!away.getAndSet(true)) {
        log.warn("{}; PostgreSQL elects without it", e.getMessage());
        log.debug("How the lock failed", e);
      }
      throw e;
    }
  }
}
