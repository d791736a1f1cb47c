package io.orrery.store;

import io.orrery.schedule.FixedDelay;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.store.ScheduleRows.Edit;
import io.orrery.store.ScheduleRows.Found;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Changes schedules by their rules: reads one, computes what lies ahead, and writes it unless
 * somebody was faster; then it looks again. Safe for many threads.
 */
public final class ScheduleEditor {
  /** Each miss is somebody else's success. */
  private static final int TRIES = 20;

  private final ScheduleRows rows;

  public ScheduleEditor(ScheduleRows rows) {
    this.rows = rows;
  }

  /**
   * Writes a schedule, unless it is there just so. Ticks that are past or under way stay as they
   * are; where the rule is another, the next one is computed anew.
   *
   * @return false if it was there just so
   */
  public boolean put(Schedule schedule) {
    for (int i = 0; i < TRIES; i++) {
      Found found = rows.find(schedule.name());
      if (found.schedule().map(ScheduleStatus::schedule).filter(schedule::equals).isPresent()) {
        return false;
      }
      if (rows.write(edit(found, schedule))) {
        return true;
      }
    }
    throw busy("put", schedule.name());
  }

  /** False: there is none, or it is not paused. */
  public boolean resume(String name) {
    for (int i = 0; i < TRIES; i++) {
      Found found = rows.find(name);
      Optional<ScheduleStatus> paused = found.schedule().filter(ScheduleStatus::paused);
      if (paused.isEmpty()) {
        return false;
      }
      ScheduleStatus schedule = paused.get();
      if (rows.resume(name, schedule.revision(), ahead(schedule, found.now()))) {
        return true;
      }
    }
    throw busy("resume", name);
  }

  private static Edit edit(Found found, Schedule schedule) {
    Instant now = found.now().truncatedTo(ChronoUnit.MILLIS);
    return found
        .schedule()
        .map(before -> change(before, schedule, now))
        .orElseGet(() -> creation(schedule, now));
  }

  private static Edit creation(Schedule schedule, Instant now) {
    Instant start = schedule.options().start().orElse(now);
    ScheduleStatus made = status(schedule, start, Optional.empty());
    Instant first = start.isAfter(now) ? start : now;
    Optional<Instant> next =
        schedule.rule() instanceof FixedDelay
            ? Optional.of(first).filter(made::beforeEnd)
            : made.following(first.minusMillis(1));
    return new Edit(schedule, 0, start, next, false);
  }

  private static Edit change(ScheduleStatus before, Schedule schedule, Instant now) {
    Schedule old = before.schedule();
    boolean sameTicks =
        old.rule().equals(schedule.rule())
            && old.options().start().equals(schedule.options().start())
            && old.options().end().equals(schedule.options().end());
    Instant start = schedule.options().start().orElse(before.start());
    Optional<Instant> next = ahead(status(schedule, start, before.lastTick()), now);
    return new Edit(schedule, before.revision(), start, next, sameTicks);
  }

  /** The first tick that is neither past nor decided. */
  private static Optional<Instant> ahead(ScheduleStatus schedule, Instant now) {
    Instant since = schedule.lastTick().filter(now::isBefore).orElse(now);
    return schedule.schedule().rule() instanceof FixedDelay
        ? Optional.of(since.isBefore(schedule.start()) ? schedule.start() : since)
            .filter(schedule::beforeEnd)
        : schedule.following(since);
  }

  private static ScheduleStatus status(
      Schedule schedule, Instant start, Optional<Instant> lastTick) {
    return new ScheduleStatus(
        schedule, 0, false, start, Optional.empty(), lastTick, Optional.empty());
  }

  private static StoreBusy busy(String doing, String name) {
    return new StoreBusy(
        "could not %s schedule \"%s\": others changed it %d times in the meantime; try again"
            .formatted(doing, name, TRIES),
        null);
  }
}
