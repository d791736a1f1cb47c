package io.orrery.worker;

import io.orrery.store.EndReply;
import io.orrery.store.Runs;
import io.orrery.store.StoreBusy;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how attempts ended, on one thread, in batches that form without a timer: what gathered
 * while the last one was on its way. While PostgreSQL is away it tries the same ends again, and
 * handlers that end wait with their slots, so that memory and claims are bounded. An end that
 * PostgreSQL does not take together with others is set aside, and holds up none of them.
 */
@Singleton
final class Finisher {
  private static final Logger log = LoggerFactory.getLogger(Finisher.class);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

  private final Runs runs;
  private final HeldJobs held;
  private final Consequences consequences;
  private final WorkerMetrics metrics;
  private final LongSupplier nanoTime;

  /** Beyond this many unrecorded ends, whoever hands over one more waits. */
  private final int bound;

  private final Queue<Completion> queue = new ConcurrentLinkedQueue<>();
  private final Wakeup wakeup = new Wakeup();

  /** Ends in the queue, on their way, or set aside. */
  private final AtomicInteger unrecorded = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();

  private volatile boolean closed;

  // Used by the finishing thread alone. Whatever a turn throws, an end without an answer stays in
  // one of these two, or in the queue.
  private final EndBatch batch;
  private final SetAside aside;

  /** Since when PostgreSQL is away, it is not asked before this. */
  private long pausedUntil;

  private boolean away;

  @Inject
  Finisher(
      Runs runs,
      HeldJobs held,
      Consequences consequences,
      WorkerMetrics metrics,
      WorkerPlan plan,
      LongSupplier nanoTime) {
    this.runs = runs;
    this.held = held;
    this.consequences = consequences;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    int most = plan.config().worker().finishBatch();
    this.bound = 2 * most;
    this.batch = new EndBatch(most);
    this.aside = new SetAside(runs, nanoTime);
    this.pausedUntil = nanoTime.getAsLong();
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
    long pause = pausedUntil - nanoTime.getAsLong();
    if (pause > 0) {
      return pause;
    }
    try {
      aside.retry(this::answered);
      gather();
      boolean any = !batch.isEmpty();
      if (any) {
        record();
      }
      away = false;
      return any ? 0 : aside.untilDue();
    } catch (StoreUnavailable e) {
      if (!away) {
        log.warn("{} ended attempts wait to be recorded: {}", unrecorded.get(), e.getMessage());
      }
      away = true;
      pausedUntil = nanoTime.getAsLong() + PAUSE;
      return PAUSE;
    }
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

  /** Moves what waits into the batch; it leaves the queue last, so that nothing can lose it. */
  private void gather() {
    for (Completion end = queue.peek(); end != null; end = queue.peek()) {
      if (end.execution().mayHoldItsRow()) {
        aside.add(end);
      } else if (!batch.add(end)) {
        return;
      }
      queue.remove();
    }
  }

  private void record() {
    metrics.endBatch(batch.count());
    try {
      batch.send(runs, this::answered);
    } catch (StoreBusy e) {
      divide(e);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      divide(e);
    }
  }

  /** One end of the batch is in the way, and nobody knows which. */
  private void divide(RuntimeException why) {
    log.warn("{} ended attempts are recorded one by one: {}", batch.count(), why.getMessage());
    batch.moveTo(aside::add);
  }

  private void answered(Completion completion, EndReply reply) {
    try {
      consequences.of(completion, reply);
    } finally {
      if (unrecorded.getAndDecrement() == bound + 1) {
        signalRoom();
      }
      // Last: once nothing is held, a drain goes on.
      held.remove(completion.execution());
    }
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
