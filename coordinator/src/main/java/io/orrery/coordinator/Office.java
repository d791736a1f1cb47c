package io.orrery.coordinator;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process leads, as far as it may believe so: a term ends by itself when its lease has
 * run out by this process's own monotonic clock, whatever its threads are stuck in. Safe for many
 * threads.
 */
@Singleton
final class Office {
  /**
   * @param until by the monotonic clock
   */
  private record Term(long epoch, long until) {}

  private final LongSupplier nanoTime;
  private final Metrics metrics;
  private final List<Runnable> onBegin = new CopyOnWriteArrayList<>();

  private @Nullable Term term; // Guarded by this.

  @Inject
  Office(Ambient ambient, Metrics metrics) {
    this.nanoTime = ambient.nanoTime();
    this.metrics = metrics;
    metrics.term(this::epoch);
  }

  /** The epoch under which this process leads now. */
  synchronized OptionalLong epoch() {
    return term != null && term.until() - nanoTime.getAsLong() > 0
        ? OptionalLong.of(term.epoch())
        : OptionalLong.empty();
  }

  boolean holds(long epoch) {
    OptionalLong now = epoch();
    return now.isPresent() && now.getAsLong() == epoch;
  }

  /**
   * @param until when the lease is over, by the monotonic clock, counted from before it was asked
   *     for
   */
  void begin(long epoch, long until) {
    synchronized (this) {
      term = new Term(epoch, until);
    }
    onBegin.forEach(Runnable::run);
  }

  /** False: the term had ended already, and does not come back. */
  synchronized boolean extend(long epoch, long until) {
    if (!holds(epoch)) {
      return false;
    }
    term = new Term(epoch, until);
    return true;
  }

  /** Ends a term that should have gone on. */
  void lose(long epoch) {
    end(epoch);
    metrics.termLost();
  }

  /** Does nothing if another term has begun since. */
  synchronized void end(long epoch) {
    if (term != null && term.epoch() == epoch) {
      term = null;
    }
  }

  /** Calls {@code listener} after each beginning of a term, on the thread that began it. */
  void onBegin(Runnable listener) {
    onBegin.add(listener);
  }
}
