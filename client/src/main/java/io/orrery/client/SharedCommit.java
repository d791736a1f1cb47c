package io.orrery.client;

import io.orrery.config.ClientTuning;
import io.orrery.store.Inserts;
import io.orrery.store.NewJob;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes the jobs of concurrent callers in shared commits. While every wire is busy, later callers
 * gather for the next flush: an idle caller waits for nothing, and a busy client spreads each
 * commit over all who wait. No timer holds anybody up.
 *
 * <p>Flushes run on the wires' threads: that costs a lone caller two changes of thread, and spares
 * every caller from serving strangers before it may return.
 */
@Singleton
final class SharedCommit implements AutoCloseable {
  /** Past this many bytes of arguments a flush takes no further job. */
  private static final int MOST_BYTES = 4 << 20;

  /** One caller's job. Done when it is written, or fails as its insert did. */
  private record Waiting(NewJob job, CompletableFuture<Void> written) {}

  private final Inserts inserts;
  private final Ringer ringer;
  private final Wires wires;
  private final int mostJobs;

  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by lock. */
  private final Deque<Waiting> gathering = new ArrayDeque<>();

  /** Guarded by lock. */
  private boolean closed;

  /** Flushes submitted and not yet done, at most one a wire. Guarded by lock. */
  private int flushes;

  @Inject
  SharedCommit(Inserts inserts, Ringer ringer, Wires wires, ClientTuning tuning) {
    this.inserts = inserts;
    this.ringer = ringer;
    this.wires = wires;
    this.mostJobs = tuning.commitBatch();
  }

  /** Writes a job without a unique key. Returns once it is committed. */
  void write(NewJob job) {
    Waiting mine = new Waiting(job, new CompletableFuture<>());
    lock.lock();
    try {
      if (closed) {
        throw new ClientClosed();
      }
      gathering.add(mine);
      flushSoon();
    } finally {
      lock.unlock();
    }
    await(mine);
  }

  private void await(Waiting mine) {
    try {
      mine.written.get();
    } catch (InterruptedException e) {
      throw withdrawn(mine)
          ? CallInterrupted.beforeSending(e)
          : CallInterrupted.whileSending("enqueue job " + mine.job.id(), e);
    } catch (ExecutionException e) {
      throw Wires.inCallersStack(e);
    }
  }

  /** True if no flush has taken it. Else it would wait on without its caller, past every bound. */
  private boolean withdrawn(Waiting mine) {
    lock.lock();
    try {
      return gathering.remove(mine);
    } finally {
      lock.unlock();
    }
  }

  /** Called under the lock. */
  private void flushSoon() {
    if (flushes == wires.count() || gathering.isEmpty()) {
      return;
    }
    try {
      wires.execute(this::flush);
      flushes++;
    } catch (RuntimeException | Error e) {
      // The wires have ended, or there is no memory for a thread. A flush under way sees to those
      // who gather; without one they would wait for ever.
      if (flushes == 0) {
        failGathering(e);
      }
    }
  }

  private void flush() {
    try {
      List<Waiting> batch = take();
      if (!batch.isEmpty()) {
        write(batch);
      }
    } finally {
      lock.lock();
      try {
        flushes--;
        flushSoon();
      } finally {
        lock.unlock();
      }
    }
  }

  private List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    long bytes = 0;
    lock.lock();
    try {
      while (!gathering.isEmpty() && batch.size() < mostJobs && bytes < MOST_BYTES) {
        Waiting next = gathering.remove();
        bytes += next.job.arguments().length;
        batch.add(next);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void write(List<Waiting> batch) {
    try {
      commit(batch);
    } catch (StoreUnavailable | Error e) {
      fail(batch, e);
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        fail(batch, e);
      } else {
        // One job that can't be written must not fail those that happened to be beside it.
        writeApart(batch);
      }
    }
  }

  private void writeApart(List<Waiting> batch) {
    for (int i = 0; i < batch.size(); i++) {
      try {
        commit(batch.subList(i, i + 1));
      } catch (StoreUnavailable | Error e) {
        // Nothing that the others could be spared: each try may take as long as this one did.
        fail(batch.subList(i, batch.size()), e);
        return;
      } catch (RuntimeException e) {
        fail(batch.subList(i, i + 1), e);
      }
    }
  }

  private void commit(List<Waiting> batch) {
    List<NewJob> jobs = batch.stream().map(Waiting::job).toList();
    inserts.insert(jobs);
    // The callers first: they wait for the commit alone.
    batch.forEach(waiting -> waiting.written.complete(null));
    ringer.ring(jobs);
  }

  /** Its callers throw it. */
  private static void fail(List<Waiting> batch, Throwable failure) {
    batch.forEach(waiting -> waiting.written.completeExceptionally(failure));
  }

  /** Fails those that no flush has taken: the wires end next. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      failGathering(new ClientClosed());
    } finally {
      lock.unlock();
    }
  }

  /** Called under the lock. */
  private void failGathering(Throwable failure) {
    fail(List.copyOf(gathering), failure);
    gathering.clear();
  }
}
