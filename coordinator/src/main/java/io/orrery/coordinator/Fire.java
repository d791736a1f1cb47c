package io.orrery.coordinator;

import io.orrery.JobId;
import io.orrery.Tick;
import io.orrery.broker.Hint;
import io.orrery.codec.Codec;
import io.orrery.config.CoordinatorTuning;
import io.orrery.store.Duties.Ring;
import io.orrery.store.Ticks;
import io.orrery.store.Ticks.Decision;
import io.orrery.store.Ticks.DueSchedule;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the jobs of schedules when their ticks are due, and records the ticks that make none.
 *
 * <p>Two looks an interval apart are needed for a fixed delay: for the end of the job, and for the
 * tick.
 */
final class Fire implements Duty {
  /** The most schedules in one round. */
  private static final int BATCH = 100;

  /** PostgreSQL tells the time to the next tick in whole milliseconds: wake after it. */
  private static final Duration ROUNDING = Duration.ofMillis(1);

  /** When a tick is due but nothing could be decided: its schedule can't be read here. */
  private static final Duration UNREADABLE = Duration.ofMillis(100);

  private final Ticks ticks;
  private final Ringer ringer;
  private final Codec codec;
  private final CoordinatorTuning tuning;

  @Inject
  Fire(Ticks ticks, Ringer ringer, Codec codec, CoordinatorTuning tuning) {
    this.ticks = ticks;
    this.ringer = ringer;
    this.codec = codec;
    this.tuning = tuning;
  }

  @Override
  public String name() {
    return "fire";
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

  /** One decision for each schedule that is due; then sleeps until the next is. */
  @Override
  public Duration round(Turn turn) {
    ticks.resumeDelayed(turn.epoch());
    List<DueSchedule> due = ticks.due(BATCH);
    for (DueSchedule schedule : due) {
      if (turn.goesOn()) {
        decide(turn, schedule);
      }
    }
    Duration sleep = ticks.nextTick().map(this::sleepFor).orElse(tuning.promotePoll());
    return due.isEmpty() && sleep.compareTo(UNREADABLE) < 0 ? UNREADABLE : sleep;
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

  private void decide(Turn turn, DueSchedule due) {
    Decision decision = Missed.decide(due);
    List<Ring> made = ticks.decide(turn.epoch(), decision, JobId.next(), arguments(decision));
    ringer.ring(made, Metrics.Rung.FIRED);
  }

  private byte[] arguments(Decision decision) {
    String name = decision.of().schedule().schedule().name();
    Instant due = decision.fired().orElse(Instant.EPOCH);
    return codec.encode(
        new Tick(name, due, decision.of().succeeded()), "the tick of schedule \"" + name + "\"");
  }

  private Duration sleepFor(Duration next) {
    Duration sleep = next.plus(ROUNDING);
    return sleep.compareTo(tuning.promotePoll()) < 0 ? sleep : tuning.promotePoll();
  }
}
