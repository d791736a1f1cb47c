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

  /** When a tick is due but nothing could be decided: its schedule can't be read here. */
  private static final Duration UNREADABLE = Duration.ofMillis(100);

  private final Ticks ticks;
  private final Ringer ringer;
  private final Codec codec;
  private final CoordinatorTuning tuning;
  private final DueSleep sleep;
  private final NewZoneData newZoneData;

  @Inject
  Fire(Ticks ticks, Ringer ringer, Codec codec, CoordinatorTuning tuning, NewZoneData newZoneData) {
    this.ticks = ticks;
    this.ringer = ringer;
    this.codec = codec;
    this.tuning = tuning;
    this.sleep = new DueSleep(tuning.promotePoll());
    this.newZoneData = newZoneData;
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
  public void begin() {
    newZoneData.begin();
  }

  /** One decision for each schedule that is due; then sleeps until the next is. */
  @Override
  public Duration round(Turn turn) {
    // First: a tick that newer data puts off must not fire by the old.
    newZoneData.apply(turn);
    ticks.resumeDelayed(turn.epoch());
    List<DueSchedule> due = ticks.due(BATCH);
    for (DueSchedule schedule : due) {
      if (turn.goesOn()) {
        decide(turn, schedule);
      }
    }
    Duration pause = sleep.until(ticks.nextTick());
    return due.isEmpty() && pause.compareTo(UNREADABLE) < 0 ? UNREADABLE : pause;
  }

  @Override
  public Optional<Duration> wakeFor(Hint hint) {
    return sleep.wakeFor(hint);
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
}
