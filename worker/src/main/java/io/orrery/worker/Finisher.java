package io.orrery.worker;

import io.orrery.store.EndReply;
import io.orrery.store.Runs;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how attempts ended, on one thread, in batches that form without a timer: what gathered
 * while the last one was on its way. While PostgreSQL is away it tries the same ends again, and
 * handlers that end wait with their slots, so that memory and claims are bounded.
 */
@Singleton
final class Finisher {
  private static final Logger log = LoggerFactory.getLogger(Finisher.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Runs runs;
  private final HeldJobs held;
  private final Consequences consequences;
  private final WorkerMetrics metrics;
  private final int mostInBatch;

  /** Beyond this many unrecorded ends, whoever hands over one more waits. */
  private final int bound;

  private final Queue<Completion> queue = new ConcurrentLinkedQueue<>();
  private final Wakeup wakeup = new Wakeup();

  /** Ends in the queue and on their way. */
  private final AtomicInteger unrecorded = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();

  private volatile boolean closed;

  /** Did not fit into the last batch. Used by the finishing thread alone. */
  private @Nullable Completion next;

  @Inject
  Finisher(
      Runs runs, HeldJobs held, Consequences consequences, WorkerMetrics metrics, WorkerPlan plan) {
    this.runs = runs;
    this.held = held;
    this.consequences = consequences;
    this.metrics = metrics;
    this.mostInBatch = plan.config().worker().finishBatch();
    this.bound = 2 * mostInBatch;
  }

  /** Takes an end over, and then waits while there are too many: what was handed over is safe. */
  void submit(Completion completion) {
    hand(completion);
    if (unrecorded.get() > bound) {
      awaitRoom();
    }
  }

  /** Takes an end over without waiting: for the worker's own threads, which hand over few. */
  void hand(Completion completion) {
    queue.add(completion);
    unrecorded.incrementAndGet();
    wakeup.signal();
  }

  private void awaitRoom() {
    lock.lock();
    try {
      while (unrecorded.get() > bound && !closed) {
        // Not by an interrupt: it was meant for the handler, whose work is done.
        room.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Records one batch, if there is one. Returns for how many nanoseconds there is no other. */
  long turn() {
    EndBatch batch = gather();
    if (batch.size() == 0) {
      return Long.MAX_VALUE;
    }
    record(batch);
    return 0;
  }

  Wakeup wakeup() {
    return wakeup;
  }

  /** Tries no more: what is left is dropped, for the coordinator to take. */
  void close() {
    closed = true;
    wakeup.signal();
    signalRoom();
    if (unrecorded.get() > 0) {
      log.warn("{} ended attempts could not be recorded: they will run again", unrecorded.get());
    }
  }

  private EndBatch gather() {
    EndBatch batch = new EndBatch();
    Completion completion = next == null ? queue.poll() : next;
    next = null;
    while (completion != null) {
      if (!batch.add(completion)) {
        next = completion;
        break;
      }
      completion = batch.size() < mostInBatch ? queue.poll() : null;
    }
    return batch;
  }

  /** One batch, until each end in it was answered, or was put back. */
  private void record(EndBatch batch) {
    metrics.endBatch(batch.size());
    boolean told = false;
    while (batch.size() > 0 && !closed) {
      try {
        batch.send(runs, this::answered);
      } catch (StoreUnavailable e) {
        if (!told) {
          log.warn("{} ended attempts wait to be recorded: {}", batch.size(), e.getMessage());
          told = true;
        }
        pause();
      } catch (StoreRefused e) {
        recordAlone(batch.open());
        return;
      }
    }
  }

  /**
   * PostgreSQL refused a batch as a whole: an end that it won't keep must not hold up others. Such
   * an end is tried again later; its job stays held, so that it can't run a second time here.
   */
  private void recordAlone(List<Completion> completions) {
    for (Completion completion : completions) {
      EndBatch alone = new EndBatch();
      alone.add(completion);
      try {
        alone.send(runs, this::answered);
      } catch (StoreUnavailable | StoreRefused e) {
        log.error("the end of job {} can't be recorded, trying again", completion.job(), e);
        queue.add(completion);
      }
    }
    pause();
  }

  private void pause() {
    long end = System.nanoTime() + PAUSE.toNanos();
    long left = PAUSE.toNanos();
    while (left > 0 && !closed) {
      wakeup.await(left);
      left = end - System.nanoTime();
    }
  }

  private void answered(Completion completion, EndReply reply) {
    consequences.of(completion, reply);
    if (unrecorded.getAndDecrement() == bound + 1) {
      signalRoom();
    }
    // Last: once nothing is held, a drain goes on.
    held.remove(completion.execution());
  }

  private void signalRoom() {
    lock.lock();
    try {
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
