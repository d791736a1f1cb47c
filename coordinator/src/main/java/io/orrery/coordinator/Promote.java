package io.orrery.coordinator;

import io.orrery.broker.Hint;
import io.orrery.config.CoordinatorTuning;
import io.orrery.store.Duties;
import io.orrery.store.Duties.Ring;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes jobs PENDING when they fall due: delayed ones, retries, snoozed ones. */
final class Promote implements Duty {
  /** When a job is due but somebody holds its row. */
  private static final Duration HELD = Duration.ofMillis(20);

  private final Duties duties;
  private final Ringer ringer;
  private final CoordinatorTuning tuning;
  private final DueSleep sleep;

  @Inject
  Promote(Duties duties, Ringer ringer, CoordinatorTuning tuning) {
    this.duties = duties;
    this.ringer = ringer;
    this.tuning = tuning;
    this.sleep = new DueSleep(tuning.promotePoll());
  }

  @Override
  public String name() {
    return "promote";
  }

  @Override
  public Duration tick() {
    return tuning.promotePoll();
  }

  @Override
  public Duration patience() {
    return tuning.statementTimeout();
  }

  /** One batch. A full one is followed at once by the next; else sleeps until a job is due. */
  @Override
  public Duration round(Turn turn) {
    List<Ring> due = duties.promote(turn.epoch(), tuning.promoteBatch());
    ringer.ring(due, Metrics.Rung.PROMOTED);
    if (due.size() == tuning.promoteBatch()) {
      return Duration.ZERO;
    }
    return sleep.until(duties.nextDue().map(next -> next.isZero() ? HELD : next));
  }

  @Override
  public Optional<Duration> wakeFor(Hint hint) {
    return sleep.wakeFor(hint);
  }
}
