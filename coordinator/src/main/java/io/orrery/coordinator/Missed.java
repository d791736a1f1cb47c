package io.orrery.coordinator;

import io.orrery.schedule.Misfire;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.store.Ticks.Decision;
import io.orrery.store.Ticks.DueSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which of a schedule's due ticks make a job, and which were missed. */
final class Missed {
  /** While the earliest due tick is no later than this, none was missed: each fires. */
  static final Duration GRACE = Duration.ofSeconds(30);

  /** The most ticks that one statement records; what is left is decided by the next. */
  static final int MOST = 1_000;

  private Missed() {}

  /** One statement's worth; where more is due, the next tick is in the past. */
  static Decision decide(DueSchedule due) {
    Instant first = due.schedule().nextTick().orElseThrow();
    if (Duration.between(first, due.now()).compareTo(GRACE) <= 0) {
      return fire(due, List.of(), first);
    }
    return switch (due.schedule().schedule().options().misfire()) {
      case Misfire.FireOnce once -> fireLast(due, first, 1);
      case Misfire.CatchUp some -> fireLast(due, first, some.most());
      case Misfire.Skip none -> skip(due, first);
    };
  }

  /** Misses all but the last few, and fires the first of these. */
  private static Decision fireLast(DueSchedule due, Instant first, int last) {
    List<Instant> ticks = ticks(due.schedule(), first, due.now(), MOST + last);
    List<Instant> missed = ticks.subList(0, Math.min(MOST, Math.max(0, ticks.size() - last)));
    return ticks.size() == MOST + last
        ? new Decision(due, missed, Optional.empty(), Optional.of(ticks.get(missed.size())))
        : fire(due, missed, ticks.get(missed.size()));
  }

  private static Decision skip(DueSchedule due, Instant first) {
    List<Instant> missed = ticks(due.schedule(), first, due.now(), MOST);
    return new Decision(due, missed, Optional.empty(), due.schedule().following(missed.getLast()));
  }

  private static Decision fire(DueSchedule due, List<Instant> missed, Instant tick) {
    return new Decision(due, missed, Optional.of(tick), due.schedule().following(tick));
  }

  /** From the first one up to {@code to}, but no more than so many. */
  private static List<Instant> ticks(ScheduleStatus schedule, Instant first, Instant to, int most) {
    List<Instant> ticks = new ArrayList<>();
    Optional<Instant> tick = Optional.of(first).filter(at -> !at.isAfter(to));
    while (tick.isPresent() && ticks.size() < most) {
      ticks.add(tick.get());
      tick = schedule.following(tick.get()).filter(at -> !at.isAfter(to));
    }
    return ticks;
  }
}
