package io.orrery.coordinator;

import io.orrery.QueueName;
import io.orrery.store.Prunes;
import io.orrery.store.Prunes.Stretch;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds which succeeded and cancelled jobs of a queue are too many, by a walk from the newest on, a
 * page at a time. Where the walk has met as many as are kept, the rest are too many. Then it begins
 * anew. Used by one thread.
 */
final class Surplus {
  /** The most jobs looked at by one statement: some ten milliseconds. */
  static final int ROWS = 20_000;

  private final Prunes prunes;
  private final QueueName queue;
  private final int most;

  private int met;
  private Optional<Instant> reached = Optional.empty();
  private Optional<Instant> floor = Optional.empty();

  /**
   * @param most jobs that are kept
   */
  Surplus(Prunes prunes, QueueName queue, int most) {
    this.prunes = prunes;
    this.queue = queue;
    this.most = most;
  }

  /** What ended before then is too many, as the last whole walk found; empty: nothing is. */
  Optional<Instant> floor() {
    return floor;
  }

  /** Walks through one page. True: that was the last one. */
  boolean walk() {
    int rows = Math.min(ROWS, most - met);
    Stretch page = prunes.stretch(queue, reached, rows);
    met += page.jobs();
    if (page.jobs() < rows) {
      return end(Optional.empty());
    }
    if (met == most) {
      return end(page.earliest());
    }
    reached = page.earliest();
    return false;
  }

  private boolean end(Optional<Instant> found) {
    floor = found;
    met = 0;
    reached = Optional.empty();
    return true;
  }
}
