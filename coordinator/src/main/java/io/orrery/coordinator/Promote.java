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
  /** PostgreSQL tells the time to the next job in whole milliseconds: wake after it, not before. */
  private static final Duration ROUNDING = Duration.ofMillis(1);

  /** When a job is due but somebody holds its row. */
  private static final Duration HELD = Duration.ofMillis(20);

  private final Duties duties;
  private final Ringer ringer;
  private final CoordinatorTuning tuning;

  @Inject
  Promote(Duties duties, Ringer ringer, CoordinatorTuning tuning) {
    this.duties = duties;
    this.ringer = ringer;
    this.tuning = tuning;
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

  @Override
  public void begin() {}

  /** One batch. A full one is followed at once by the next; else sleeps until a job is due. */
  @Override
  public Duration round(Turn turn) {
    List<Ring> due = duties.promote(turn.epoch(), tuning.promoteBatch());
    ringer.ring(due, Metrics.Rung.PROMOTED);
    if (due.size() == tuning.promoteBatch()) {
      return Duration.ZERO;
    }
    return duties.nextDue().map(this::sleepFor).orElse(tuning.promotePoll());
  }

  @Override
  public Optional<Duration> wakeFor(Hint hint) {
    return switch (hint) {
      case Hint.Due due ->
          due.inMillis() < tuning.promotePoll().toMillis()
              ? Optional.of(Duration.ofMillis(due.inMillis()).plus(ROUNDING))
              : Optional.empty();
      case Hint.Cancel cancel -> Optional.empty();
    };
  }

  private Duration sleepFor(Duration next) {
    Duration sleep = next.isZero() ? HELD : next.plus(ROUNDING);
    return sleep.compareTo(tuning.promotePoll()) < 0 ? sleep : tuning.promotePoll();
  }
}
