package io.orrery.client;

import io.orrery.store.StoreBusy;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs a client's statements on one thread per connection, never on the caller's: an interrupt
 * closes the socket that a virtual thread reads, and would take the jobs of strangers with it. What
 * waits here is bounded by the {@link Gate}.
 */
final class Wires implements AutoCloseable {
  private static final int EVERYBODY = 1 << 20;

  private final int count;
  private final ExecutorService threads;

  /** One wire is always left to short statements. */
  private final Semaphore longTurns;

  Wires(int count) {
    this(count, Thread.ofPlatform().daemon().name("orrery-client-", 1).factory());
  }

  Wires(int count, ThreadFactory factory) {
    this.count = count;
    this.longTurns = new Semaphore(Math.max(1, count - 1), true);
    this.threads = Executors.newFixedThreadPool(count, factory);
  }

  int count() {
    return count;
  }

  /**
   * @throws ClientClosed after the close
   */
  void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      throw new ClientClosed();
    }
  }

  <T> Future<T> submit(Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new ClientClosed();
    }
  }

  /** Submits what may take its connection for long: a large batch, a wait for a lock. */
  <T> Future<T> submitLong(Callable<T> work) {
    try {
      longTurns.acquire();
    } catch (InterruptedException e) {
      throw CallInterrupted.beforeSending(e);
    }
    try {
      return submit(
          () -> {
            try {
              return work.call();
            } finally {
              longTurns.release();
            }
          });
    } catch (RuntimeException | Error e) {
      longTurns.release();
      throw e;
    }
  }

  /** Waits for what was submitted, and throws what it threw. */
  static <T> T outcome(Future<T> work, String doing) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      throw CallInterrupted.whileSending(doing, e);
    } catch (ExecutionException e) {
      throw inCallersStack(e);
    } catch (CancellationException e) {
      throw new ClientClosed();
    }
  }

  /**
   * Waits for what was submitted despite an interrupt, which stays set, and throws what it threw.
   */
  static <T> T settled(Future<T> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw inCallersStack(e);
        } catch (CancellationException e) {
          throw new ClientClosed();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Many callers may get the same failure: each throws its own, with the stack that led to it. */
  static RuntimeException inCallersStack(ExecutionException failed) {
    Throwable cause = Objects.requireNonNull(failed.getCause(), "a failure without a cause");
    return switch (cause) {
      case StoreBusy e -> new StoreBusy(String.valueOf(e.getMessage()), e);
      case StoreUnavailable e -> new StoreUnavailable(String.valueOf(e.getMessage()), e);
      case StoreRefused e -> new StoreRefused(String.valueOf(e.getMessage()), e);
      case ClientClosed e -> new ClientClosed();
      default -> new IllegalStateException("the client failed: " + cause, cause);
    };
  }

  /** Ends the threads. Statements under way end by their own time limits; none begins any more. */
  @Override
  public void close() {
    threads.shutdown();
    // Whoever waits for a turn gets it, and then the answer that the threads have ended.
    longTurns.release(EVERYBODY);
    try {
      if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
        cancelWaiting();
      }
    } catch (InterruptedException e) {
      cancelWaiting();
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever waits for these must not wait for ever. */
  private void cancelWaiting() {
    for (Runnable work : threads.shutdownNow()) {
      if (work instanceof Future<?> future) {
        future.cancel(false);
      }
    }
  }
}
