package io.orrery.coordinator.lock;

import io.orrery.lock.LeaderLock;
import io.orrery.lock.LockUnavailable;
import io.orrery.store.LockRow;
import io.orrery.store.LockRow.Releases;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock in PostgreSQL: one row, for those who have no Redis. Whoever listens for releases looks
 * four times a second: a notification at commit would hold up every other writer of the database.
 *
 * <p>It asks on a thread of its own: the connections that it shares with the duties may all be
 * busy, or PostgreSQL may hang, and whoever keeps a lease can't wait for that.
 */
public final class PostgresLock implements LeaderLock {
  private static final Logger log = LoggerFactory.getLogger(PostgresLock.class);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** For an answer, and at the end for each thread. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final LockRow row;
  private final Duration ttl;
  private final UUID me = UUID.randomUUID();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("orrery-coordinator-lock-ask").factory());

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
    asking.shutdownNow();
    if (watcher != null) {
      Threads.end(watcher, PATIENCE);
    }
    Threads.end(asking, PATIENCE);
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
    } catch (StoreUnavailable | StoreRefused e) {
      // Refused or away: without this thread, no release would ever be heard of again.
      log.debug("The leader's lock can't be watched; trying again", e);
    }
  }

  private <T> T ask(Callable<T> question) {
    try {
      return answer(asking.submit(question));
    } catch (RejectedExecutionException e) {
      throw unavailable("it is closed", e);
    }
  }

  private static <T> T answer(Future<T> asked) {
    try {
      return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted", e);
    } catch (TimeoutException e) {
      throw unavailable("no answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (CancellationException e) {
      throw unavailable("it is closed", e);
    } catch (ExecutionException e) {
      throw unavailable(String.valueOf(e.getCause()), e);
    } finally {
      // One that nobody waits for any more must not keep the next waiting.
      asked.cancel(true);
    }
  }

  private static LockUnavailable unavailable(String why, Exception e) {
    return new LockUnavailable("can't ask for the leader's lock in PostgreSQL: " + why, e);
  }
}
