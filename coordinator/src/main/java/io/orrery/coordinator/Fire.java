package io.orrery.coordinator;

import io.orrery.JobId;
import io.orrery.Tick;
import io.orrery.broker.Hint;
import io.orrery.codec.Codec;
import io.orrery.config.CoordinatorTuning;
import io.orrery.store.StoreBusy;
import io.orrery.store.StoreRefused;
import io.orrery.store.Ticks;
import io.orrery.store.Ticks.Decided;
import io.orrery.store.Ticks.Decision;
import io.orrery.store.Ticks.Due;
import io.orrery.store.Ticks.DueSchedule;
import io.orrery.store.Ticks.Place;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the jobs of schedules when their ticks are due, and records the ticks that make none.
 *
 * <p>Two looks an interval apart are needed for a fixed delay: for the end of the job, and for the
 * tick.
 */
final class Fire implements Duty {
  private static final Logger log = LoggerFactory.getLogger(Fire.class);

  /** The most schedules in one round. */
  private static final int BATCH = 100;

  /**
   * When ticks are due but none could be decided: their schedules can't be read here, or are held.
   */
  private static final Duration STUCK = Duration.ofMillis(100);

  /** So that names without end take no memory without end. */
  private static final int MOST_TOLD = 1_000;

  private final Ticks ticks;
  private final Ringer ringer;
  private final Codec codec;
  private final CoordinatorTuning tuning;
  private final DueSleep sleep;
  private final NewZoneData newZoneData;

  // Where the walk over what is due goes on: whatever can't be decided hides no others.
  private Place from = Place.FIRST;
  private boolean decided;
  private final Set<String> troubled = new HashSet<>();

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
    from = Place.FIRST;
    decided = false;
  }

  /** One decision for each of some schedules that are due; then sleeps until the next is. */
  @Override
  public Duration round(Turn turn) {
    // First: a tick that newer data puts off must not fire by the old.
    apart("what newer time zone data says", () -> newZoneData.apply(turn));
    apart("schedules of a fixed delay", () -> ticks.resumeDelayed(turn.epoch()));
    Due due = ticks.due(from, BATCH);
    for (DueSchedule schedule : due.schedules()) {
      if (turn.goesOn()) {
        apart(schedule.schedule().schedule().toString(), () -> decide(turn, schedule));
      }
    }
    from = due.next();
    return from.equals(Place.FIRST) ? pause() : Duration.ZERO;
  }

  @Override
  public Optional<Duration> wakeFor(Hint hint) {
    return sleep.wakeFor(hint);
  }

  /** At the end of a walk. */
  private Duration pause() {
    Duration pause = sleep.until(ticks.nextTick());
    boolean stuck = !decided && pause.compareTo(STUCK) < 0;
    decided = false;
    return stuck ? STUCK : pause;
  }

  private void decide(Turn turn, DueSchedule due) {
    Decision decision = Missed.decide(due);
    Decided became = ticks.decide(turn.epoch(), decision, JobId.next(), arguments(decision));
    decided |= became.done();
    ringer.ring(became.rings(), Metrics.Rung.FIRED);
  }

  /**
   * What PostgreSQL refuses or does not finish for one must not stop the others. Told once each.
   */
  private void apart(String of, Runnable step) {
    try {
      step.run();
      troubled.remove(of);
    } catch (StoreBusy | StoreRefused e) {
      if (troubled.size() < MOST_TOLD && troubled.add(of)) {
        log.warn("The other schedules go on, but {} waits: {}", of, e.getMessage());
      }
    }
  }

  private byte[] arguments(Decision decision) {
    String name = decision.of().schedule().schedule().name();
    Instant due = decision.fired().orElse(Instant.EPOCH);
    return codec.encode(
        new Tick(name, due, decision.of().succeeded()), "the tick of schedule \"" + name + "\"");
  }
}
