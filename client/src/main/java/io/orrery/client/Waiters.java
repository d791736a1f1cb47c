package io.orrery.client;

import io.orrery.JobId;
import io.orrery.client.Turns.Waiter;
import io.orrery.store.JobEnd;
import io.orrery.store.Reads;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the ends of awaited jobs: one statement for all whose turn it is. Its thread lives only
 * while somebody waits.
 */
@Singleton
final class Waiters implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Waiters.class);

  private final Reads reads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition someoneJoined = lock.newCondition();

  /** Guarded by lock. */
  private final Turns turns = new Turns();

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
    Waiter waiter = join(id);
    try {
      return Optional.of(
          waiter.end().get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw Wires.inCallersStack(e);
    } finally {
      leave(waiter);
    }
  }

  private Waiter join(JobId id) {
    lock.lock();
    try {
      if (closed) {
        throw new ClientClosed();
      }
      if (looking) {
        someoneJoined.signal();
      } else {
        // Not before it has started: there may be no memory for a thread.
        Thread.ofPlatform().daemon().name("orrery-await").start(this::lookWhileSomeoneWaits);
        looking = true;
      }
      return turns.join(id, System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  private void leave(Waiter waiter) {
    lock.lock();
    try {
      turns.leave(waiter);
    } finally {
      lock.unlock();
    }
  }

  private void lookWhileSomeoneWaits() {
    try {
      for (List<Waiter> turn = nextTurn(); !turn.isEmpty(); turn = nextTurn()) {
        look(turn);
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      giveUp(e);
    }
  }

  /** Waits until it is somebody's turn; empty once nobody waits, and then the thread must end. */
  private List<Waiter> nextTurn() throws InterruptedException {
    lock.lock();
    try {
      while (!turns.isEmpty()) {
        long now = System.nanoTime();
        long pause = turns.untilNext(now);
        if (pause <= 0) {
          return turns.take(now);
        }
        someoneJoined.awaitNanos(pause);
      }
      looking = false;
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private void look(List<Waiter> turn) {
    try {
      Map<JobId, JobEnd> ends = reads.ends(turn.stream().map(Waiter::id).toList());
      for (Waiter waiter : turn) {
        JobEnd end = ends.get(waiter.id());
        if (end != null) {
          waiter.end().complete(end);
        }
      }
      storeAway = false;
    } catch (StoreUnavailable e) {
      // Ridden out: each waiter has its own time limit.
      if (!storeAway) {
        log.warn("awaited jobs can't be looked at, trying on: {}", e.getMessage());
        storeAway = true;
      }
    } catch (RuntimeException | Error e) {
      fail(turn, e);
    }
  }

  /**
   * The thread ends, and all who wait get its failure. Whoever comes next begins with a new one.
   */
  private void giveUp(Throwable failure) {
    lock.lock();
    try {
      looking = false;
      fail(turns.takeAll(), failure);
    } finally {
      lock.unlock();
    }
  }

  private static void fail(List<Waiter> waiters, Throwable failure) {
    waiters.forEach(waiter -> waiter.end().completeExceptionally(failure));
  }

  /** Ends every wait with {@link ClientClosed}; the thread ends by itself. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      fail(turns.takeAll(), new ClientClosed());
      someoneJoined.signal();
    } finally {
      lock.unlock();
    }
  }
}
