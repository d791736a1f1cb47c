package io.orrery.store;

import io.orrery.JobId;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.schedule.ZoneData;
import io.orrery.store.Duties.Ring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the leader does with schedules. Safe for many threads. Each write carries the epoch and
 * takes effect only under its lease.
 *
 * <p>Every writing method throws {@link Deposed} when the epoch no longer leads, and {@link
 * StoreUnavailable}.
 */
public interface Ticks {
  /**
   * A schedule that has a due tick.
   *
   * @param now by the database's clock
   * @param succeeded its latest tick whose job succeeded
   */
  record DueSchedule(ScheduleStatus schedule, Instant now, Optional<Instant> succeeded) {}

  /**
   * A place in the order of due schedules: the earliest first, and by name where several are due at
   * once.
   */
  record Place(Instant tick, String name) {
    /** Before all others. */
    public static final Place FIRST = new Place(Instant.EPOCH, "");
  }

  /**
   * Some of the schedules that are due.
   *
   * @param schedules without those that this process can't read
   * @param next where the rest begins; {@link Place#FIRST} if there is none, so that the walk is to
   *     begin anew
   */
  record Due(List<DueSchedule> schedules, Place next) {}

  /**
   * What becomes of a schedule's due ticks.
   *
   * @param missed recorded as such, earliest first
   * @param fired makes a job, if the overlap policy lets it; empty: all were missed
   * @param next empty: none is due any more
   */
  record Decision(
      DueSchedule of, List<Instant> missed, Optional<Instant> fired, Optional<Instant> next) {}

  /**
   * What a decision came to.
   *
   * @param done false: nothing was written, since somebody has changed the schedule, or holds it
   * @param rings the job to ring for; empty where none was made
   */
  record Decided(boolean done, List<Ring> rings) {}

  /** Up to {@code limit} schedules with a due tick, from behind a place on. */
  Due due(Place after, int limit);

  /**
   * Records a decision, if nobody has changed the schedule since it was read. Does not wait for
   * somebody who is just changing it.
   *
   * @param job the id of the job, should one be made
   * @param tick its arguments, where the schedule has none
   */
  Decided decide(long epoch, Decision decision, JobId job, byte[] tick);

  /**
   * A cron schedule whose next tick was computed by older time zone data than this process has.
   *
   * @param zoneData the version of that data; empty for none that is known
   * @param changedAt when somebody last put, paused or resumed it
   */
  record Outdated(ScheduleStatus schedule, String zoneData, Instant changedAt) {}

  /** The cron schedules whose next tick this process may know better; see {@link ZoneData}. */
  List<Outdated> outdated();

  /**
   * Gives a schedule another next tick, as of this process's time zone data. False: somebody holds
   * it, or has edited it or decided its tick since it was read.
   *
   * @param next empty: none is due any more
   */
  boolean rezone(long epoch, Outdated schedule, Optional<Instant> next);

  /** Gives schedules of a fixed delay, whose job has ended, their next tick; not those held. */
  void resumeDelayed(long epoch);

  /** How long until the earliest tick; zero if one is due; empty if there is none to come. */
  Optional<Duration> nextTick();
}
