package io.orrery.client;

import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadPosition;
import io.orrery.store.DeadRows.Met;
import io.orrery.store.DeadRows.Stretch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Goes once through the dead letters of a filter, in steps, at a bounded rate. Those that die after
 * it began are not met: it looks for nothing that is later than its beginning. Used by one thread.
 */
final class BulkWork {
  /** So many steps a second, so that the rate holds over short times too. */
  private static final int STEPS = 5;

  /** The ids of one statement. */
  private static final int LARGEST_STEP = 500;

  /** What is done in a step. */
  interface Steps {
    /** By the database's clock. */
    Instant now();

    Stretch stretch(DeadFilter filter, DeadPosition after, int limit);

    /** Returns what came before with what it did. */
    BulkOutcome change(List<Met> letters, BulkOutcome before);
  }

  private final Steps steps;
  private final Pacer pacer;
  private final BulkOptions options;
  private BulkOutcome outcome = BulkOutcome.NONE;

  BulkWork(Steps steps, Pacer pacer, BulkOptions options) {
    this.steps = steps;
    this.pacer = pacer;
    this.options = options;
  }

  /**
   * @param doing for the message, as in "the replay"
   */
  BulkOutcome run(String doing, DeadFilter filter) {
    try {
      return walk(filter);
    } catch (CallInterrupted e) {
      // Before a step was sent; the flag is set.
      return outcome;
    } catch (RuntimeException e) {
      throw new DeadLettersStopped(doing, outcome, e);
    }
  }

  private BulkOutcome walk(DeadFilter filter) {
    Optional<DeadPosition> place = Optional.of(DeadPosition.before(steps.now()));
    long startedAt = pacer.nanoTime();
    while (place.isPresent() && !Thread.currentThread().isInterrupted()) {
      long left = options.most() - outcome.changed();
      if (left <= 0 || !waited(startedAt)) {
        return outcome;
      }
      Stretch stretch = steps.stretch(filter, place.get(), (int) Math.min(step(), left));
      if (!stretch.met().isEmpty()) {
        outcome = steps.change(stretch.met(), outcome);
        options.progress().accept(outcome);
      }
      place = stretch.next();
    }
    if (place.isEmpty()) {
      outcome = outcome.atTheEnd();
    }
    return outcome;
  }

  private int step() {
    return Math.clamp(options.rate() / STEPS, 1, LARGEST_STEP);
  }

  /** Waits until what was changed so far is within the rate. False: interrupted. */
  private boolean waited(long startedAt) {
    double due = outcome.seen() * (double) TimeUnit.SECONDS.toNanos(1) / options.rate();
    long wait = (long) due - (pacer.nanoTime() - startedAt);
    if (wait <= 0) {
      return true;
    }
    try {
      pacer.pause(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
