package io.orrery.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * A schedule as PostgreSQL has it at one moment. Times are the database's.
 *
 * @param revision raised by every edit, pause and resume
 * @param start the origin of a fixed rate
 * @param nextTick empty: none is due, since it is paused, over, or waits for its job to end
 * @param lastTick the latest that was decided, whether it made a job or not
 * @param succeeded the latest whose job is known to have succeeded, as of the last decision
 */
public record ScheduleStatus(
    Schedule schedule,
    long revision,
    boolean paused,
    Instant start,
    Optional<Instant> nextTick,
    Optional<Instant> lastTick,
    Optional<Instant> succeeded) {

  /**
   * The first tick after {@code after} by the rule; empty: there is none before the schedule's end,
   * or its job decides.
   */
  public Optional<Instant> following(Instant after) {
    Instant since = after.isBefore(start) ? start.minusMillis(1) : after;
    Optional<Instant> next =
        switch (schedule.rule()) {
          case Cron cron -> Optional.of(cron.next(since));
          case FixedRate rate -> Optional.of(rate.next(start, since));
          case FixedDelay delay -> Optional.empty();
        };
    return next.filter(this::beforeEnd);
  }

  /** Whether a tick at this moment is before the schedule's end, or at it. */
  public boolean beforeEnd(Instant tick) {
    return schedule.options().end().map(end -> !tick.isAfter(end)).orElse(true);
  }
}
