package io.orrery.worker;

import io.orrery.OnLeaseUncertain;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Held;
import io.orrery.store.Success;
import io.orrery.worker.report.CurrentReport;
import io.orrery.worker.report.Report;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one job: runs its handler on the thread that calls {@link #run}, hands over how it
 * ended, and gives its slot back. The other methods are for any thread.
 */
final class Execution implements Runnable {
  private final ClaimedJob job;
  private final Registered<?, ?> handler;
  private final Slots slots;
  private final Attempts attempts;
  private final long startedAt;

  /** Set by whoever hands over the end: this attempt itself, or who gives it up before. */
  private final AtomicBoolean ended = new AtomicBoolean();

  /** Guarded by this: an interrupt must hit this attempt, and not the thread's next one. */
  private @Nullable Thread thread;

  // Written under this, read without.
  private volatile @Nullable Stop stop;
  private volatile boolean cancelled;
  private volatile long cancelledAt;

  /** True once its success was recorded in the handler's own transaction. */
  private volatile boolean inTransaction;

  // Made when they are first wanted: most jobs want neither. Guarded by this.
  private @Nullable Report report;
  private @Nullable Steps steps;

  Execution(ClaimedJob job, Registered<?, ?> handler, Slots slots, Attempts attempts) {
    this.job = job;
    this.handler = handler;
    this.slots = slots;
    this.attempts = attempts;
    this.startedAt = attempts.now();
  }

  @Override
  public void run() {
    try {
      Completion completion = attempt();
      endReport();
      if (ended.compareAndSet(false, true)) {
        attempts.finish(completion, attempts.now() - startedAt);
      }
    } catch (RuntimeException | Error e) {
      // There was not even the memory, perhaps, to say how it ended.
      ended.set(true);
      attempts.letGo(this, e);
    } finally {
      slots.giveBack();
    }
  }

  private Completion attempt() {
    try {
      enter();
      Stop early = stop;
      if (early != null) {
        // Asked to stop before it had a thread: its handler need not even begin.
        return new Completion.Ended(this, attempts.judge().stopped(job, early, null));
      }
      byte[] result =
          CurrentReport.during(
              this::report,
              () -> handler.run(attempts.codec(), job.arguments(), new Context(this, attempts)));
      return returned(new Success(held(), result));
    } catch (Throwable e) {
      // Whatever it is, an Error too, is this job's failure and not the worker's.
      return threw(e);
    } finally {
      leave();
    }
  }

  private Completion returned(Success success) {
    // Where its own transaction has committed, PostgreSQL answers that it has already succeeded.
    return inTransaction ? threw(new NotCommitted()) : new Completion.Succeeded(this, success);
  }

  private Completion threw(Throwable error) {
    return new Completion.Ended(this, attempts.judge().judge(job, stop, error));
  }

  private synchronized void enter() {
    thread = Thread.currentThread();
  }

  /** Clears the interrupt flag as well: it was meant for the handler alone. */
  private synchronized void leave() {
    thread = null;
    Thread.interrupted();
  }

  /** Asks it to stop, and interrupts its handler if it runs. Once: the first reason stands. */
  synchronized void stop(Stop why) {
    boolean first = stop == null;
    tell(why);
    if (first && thread != null) {
      thread.interrupt();
    }
  }

  /** As {@link #stop}, without the interrupt: for its own thread, which is told by an exception. */
  synchronized void tell(Stop why) {
    if (stop == null) {
      stop = why;
    }
    if (why == Stop.CANCELLED && !cancelled) {
      cancelledAt = attempts.now();
      cancelled = true;
    }
  }

  /**
   * Gives it up: its end is handed over now, as that of an attempt that stopped for this reason;
   * whatever its handler, which may run on, comes to is dropped. False if it has ended.
   */
  boolean giveUp(Stop why) {
    stop(why);
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    endReport();
    attempts.giveUp(new Completion.Ended(this, attempts.judge().stopped(job, why, null)));
    return true;
  }

  /** What it reports. */
  synchronized Report report() {
    Report made = report;
    if (made == null) {
      made = attempts.report(job);
      report = made;
    }
    return made;
  }

  private void endReport() {
    Report made;
    synchronized (this) {
      made = report;
    }
    if (made != null) {
      made.end();
    }
  }

  synchronized Steps steps() {
    Steps made = steps;
    if (made == null) {
      made = attempts.steps(this);
      steps = made;
    }
    return made;
  }

  byte @Nullable [] encode(@Nullable Object result) {
    return handler.encode(attempts.codec(), result);
  }

  void recordedInTransaction() {
    inTransaction = true;
  }

  ClaimedJob job() {
    return job;
  }

  Held held() {
    return job.held();
  }

  /** The incarnation that claimed it. */
  @Nullable Stop stop() {
    return stop;
  }

  /**
   * True if it was cancelled so many nanoseconds ago or longer, whatever else stopped it before.
   */
  boolean cancelledFor(long nanos) {
    return cancelled && attempts.now() - cancelledAt >= nanos;
  }

  boolean startedBefore(long nanoTime) {
    return startedAt - nanoTime < 0;
  }

  boolean overran(long nanoTime) {
    return job.timeout().isPresent() && nanoTime - startedAt >= job.timeout().get().toNanos();
  }

  /** False once its end was handed over. */
  boolean running() {
    return !ended.get();
  }

  /** True if its handler may have recorded its success itself. */
  boolean mayHaveCompleted() {
    return inTransaction;
  }

  /** True while a transaction of its handler's own may be open that has changed the job's row. */
  boolean mayHoldItsRow() {
    return inTransaction && handlerRuns();
  }

  private synchronized boolean handlerRuns() {
    return thread != null;
  }

  boolean stopsWhenUncertain() {
    return handler.onLeaseUncertain() == OnLeaseUncertain.INTERRUPT;
  }
}
