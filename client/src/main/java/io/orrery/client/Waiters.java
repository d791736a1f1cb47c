package io.orrery.client;

import io.orrery.JobId;
import io.orrery.store.JobEnd;
import io.orrery.store.Reads;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the ends of awaited jobs: one statement for all whose turn it is, 5 ms after the await
 * began, then at pauses that double up to 250 ms. Its thread lives only while somebody waits.
 */
@Singleton
final class Waiters implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Waiters.class);

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

  /** Bounds what one statement may bring back: that many results. */
  private static final int MOST_LOOKS = 250;

  /** One caller's wait. Times are {@link System#nanoTime}; both are guarded by the lock. */
  private static final class Waiter {
    private final JobId id;
    private final CompletableFuture<JobEnd> end = new CompletableFuture<>();
    private long nextLook;
    private long pause = FIRST_PAUSE;

    Waiter(JobId id, long now) {
      this.id = id;
      lookAgainAfter(now);
    }

    void lookAgainAfter(long now) {
      nextLook = now + pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  private final Reads reads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition someoneJoined = lock.newCondition();

  /** Guarded by lock. */
  private final Set<Waiter> waiting = new LinkedHashSet<>();

  /** Whether there is a thread. Guarded by lock. */
  private boolean looking;

  /** Guarded by lock. */
  private boolean closed;

  /** Only the looking thread touches it, and one follows the other through the lock. */
  private boolean storeAway;

  @Inject
  Waiters(Reads reads) {
    this.reads = reads;
  }

  /** Waits for the end of a job; empty if it has not ended, as far as is known, in this time. */
  Optional<JobEnd> await(JobId id, Duration timeout) throws InterruptedException {
    Waiter waiter = new Waiter(id, System.nanoTime());
    join(waiter);
    try {
      return Optional.of(
          waiter.end.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw Wires.inCallersStack(e);
    } finally {
      leave(waiter);
    }
  }

  private void join(Waiter waiter) {
    lock.lock();
    try {
      if (closed) {
        throw new ClientClosed();
      }
      waiting.add(waiter);
      if (looking) {
        someoneJoined.signal();
      } else {
        looking = true;
        Thread.ofPlatform().daemon().name("orrery-await").start(this::lookWhileSomeoneWaits);
      }
    } finally {
      lock.unlock();
    }
  }

  private void leave(Waiter waiter) {
    lock.lock();
    try {
      waiting.remove(waiter);
    } finally {
      lock.unlock();
    }
  }

  private void lookWhileSomeoneWaits() {
    try {
      for (List<Waiter> turn = nextTurn(); !turn.isEmpty(); turn = nextTurn()) {
        look(turn);
      }
    } catch (InterruptedException e) {
      // Nobody but the JVM's end interrupts this thread. The waiters' own time limits hold.
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until it is somebody's turn; empty once nobody waits, and then the thread must end. */
  private List<Waiter> nextTurn() throws InterruptedException {
    lock.lock();
    try {
      while (!waiting.isEmpty()) {
        long now = System.nanoTime();
        long next = nextLook(now);
        if (next <= 0) {
          return turn(now);
        }
        someoneJoined.awaitNanos(next);
      }
      looking = false;
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds until the earliest look. Called under the lock. */
  private long nextLook(long now) {
    return waiting.stream().mapToLong(waiter -> waiter.nextLook - now).min().orElse(0);
  }

  /**
   * Whoever is due now or very soon, so that many waiters do not make many statements. Called under
   * the lock.
   */
  private List<Waiter> turn(long now) {
    List<Waiter> turn =
        waiting.stream()
            .filter(waiter -> waiter.nextLook - now <= FIRST_PAUSE)
            .limit(MOST_LOOKS)
            .toList();
    turn.forEach(waiter -> waiter.lookAgainAfter(now));
    return turn;
  }

  private void look(List<Waiter> turn) {
    try {
      Map<JobId, JobEnd> ends = reads.ends(turn.stream().map(waiter -> waiter.id).toList());
      for (Waiter waiter : turn) {
        JobEnd end = ends.get(waiter.id);
        if (end != null) {
          waiter.end.complete(end);
        }
      }
      storeAway = false;
    } catch (StoreUnavailable e) {
      // Ridden out: each waiter has its own time limit.
      if (!storeAway) {
        log.warn("awaited jobs can't be looked at, trying on: {}", e.getMessage());
        storeAway = true;
      }
    } catch (RuntimeException e) {
      turn.forEach(waiter -> waiter.end.completeExceptionally(e));
    }
  }

  /** Ends every wait with {@link ClientClosed}; the thread ends by itself. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.forEach(waiter -> waiter.end.completeExceptionally(new ClientClosed()));
      waiting.clear();
      someoneJoined.signal();
    } finally {
      lock.unlock();
    }
  }
}
