package io.orrery.coordinator.lock;

import io.orrery.lock.LeaderLock;
import io.orrery.lock.LockUnavailable;
import io.orrery.store.LockRow;
import io.orrery.store.LockRow.Releases;
import io.orrery.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock in PostgreSQL: one row, for those who have no Redis. Whoever listens for releases looks
 * four times a second: a notification at commit would hold up every other writer of the database.
 */
public final class PostgresLock implements LeaderLock {
  private static final Logger log = LoggerFactory.getLogger(PostgresLock.class);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** The longest that a look may take, and then some. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LockRow row;
  private final Duration ttl;
  private final UUID me = UUID.randomUUID();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private @Nullable Thread watcher; // Guarded by this.
  private long seen; // Of the watcher, once it has started.

  public PostgresLock(LockRow row, Duration ttl) {
    this.row = row;
    this.ttl = ttl;
  }

  @Override
  public Duration ttl() {
    return ttl;
  }

  @Override
  public boolean tryAcquire() {
    return ask(() -> row.take(me, ttl));
  }

  @Override
  public boolean renew() {
    return ask(() -> row.renew(me, ttl));
  }

  @Override
  public void release() {
    ask(
        () -> {
          row.release(me);
          return true;
        });
  }

  @Override
  public synchronized void onReleased(Runnable listener) {
    listeners.add(listener);
    if (watcher == null && closed.getCount() > 0) {
      seen = ask(() -> row.releases(me)).count();
      watcher = Thread.ofPlatform().daemon().name("orrery-coordinator-lock").start(this::watch);
    }
  }

  @Override
  public synchronized void close() {
    listeners.clear();
    closed.countDown();
    if (watcher != null) {
      Threads.end(watcher, PATIENCE);
    }
  }

  private void watch() {
    try {
      while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Releases releases = row.releases(me);
      if (releases.count() != seen && !releases.byMe()) {
        listeners.forEach(Runnable::run);
      }
      seen = releases.count();
    } catch (StoreUnavailable e) {
      log.debug("The leader's lock can't be watched; trying again", e);
    }
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (StoreUnavailable e) {
      throw new LockUnavailable(
          "can't ask for the leader's lock in PostgreSQL: " + e.getMessage(), e);
    }
  }
}
