package io.orrery.coordinator;

import io.orrery.schedule.ScheduleStatus;
import io.orrery.schedule.ZoneData;
import io.orrery.store.Ticks;
import io.orrery.store.Ticks.Outdated;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes next ticks anew that older time zone data had said, after an update of the JDK, or where
 * a process with an older JDK put the schedule. A leader with older data than that of a schedule
 * leaves it alone. Used by one thread.
 */
final class NewZoneData {
  private static final Logger log = LoggerFactory.getLogger(NewZoneData.class);

  /** Others put schedules while this process leads. */
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final Ticks ticks;
  private final LongSupplier nanoTime;
  private long lookAt;

  @Inject
  NewZoneData(Ticks ticks, Ambient ambient) {
    this.ticks = ticks;
    this.nanoTime = ambient.nanoTime();
    begin();
  }

  /** A term begins: the first round looks. */
  void begin() {
    lookAt = nanoTime.getAsLong();
  }

  /** Looks, if it is time to. */
  void apply(Turn turn) {
    if (lookAt - nanoTime.getAsLong() > 0) {
      return;
    }
    boolean all = true;
    for (Outdated schedule : ticks.outdated()) {
      if (!turn.goesOn()) {
        return;
      }
      all &= apply(turn, schedule);
    }
    if (all) {
      lookAt = nanoTime.getAsLong() + BETWEEN.toNanos();
    }
  }

  /** False: somebody holds or has changed the schedule, and the next round looks again. */
  private boolean apply(Turn turn, Outdated outdated) {
    ScheduleStatus schedule = outdated.schedule();
    Optional<Instant> next = schedule.following(decidedTo(outdated));
    boolean other = !next.equals(schedule.nextTick());
    boolean done = ticks.rezone(turn.epoch(), outdated, next);
    if (done && other) {
      log.info(
          "Schedule {} is due next at {} by time zone data {}, not at {} as by {}",
          schedule.schedule().name(),
          shown(next),
          ZoneData.version(),
          shown(schedule.nextTick()),
          outdated.zoneData().isEmpty() ? "an older one" : outdated.zoneData());
    }
    return done;
  }

  /**
   * The moment after which the next tick was looked for: no tick up to it may come again, and none
   * after it may be left out. An edit that left the next tick as it was may be later than that.
   */
  private static Instant decidedTo(Outdated outdated) {
    ScheduleStatus schedule = outdated.schedule();
    Instant next = schedule.nextTick().orElseThrow();
    return Stream.concat(schedule.lastTick().stream(), Stream.of(outdated.changedAt()))
        .filter(next::isAfter)
        .max(Instant::compareTo)
        .orElseGet(() -> schedule.start().minusMillis(1));
  }

  private static String shown(Optional<Instant> tick) {
    return tick.map(Instant::toString).orElse("no time any more");
  }
}
