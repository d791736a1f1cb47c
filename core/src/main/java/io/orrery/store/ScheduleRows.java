package io.orrery.store;

import io.orrery.JobId;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.store.Duties.Ring;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The schedules, as people change them. Safe for many threads. Every method throws {@link
 * StoreUnavailable}.
 */
public interface ScheduleRows {
  /**
   * @param now by the database's clock
   */
  record Found(Instant now, Optional<ScheduleStatus> schedule) {}

  /**
   * A schedule to be written.
   *
   * @param revision that was read; 0 for one that is new
   * @param start the origin of a fixed rate
   * @param nextTick empty: none is due
   * @param keepTick whether the next tick stays as it is, wherever the leader is by now
   */
  record Edit(
      Schedule schedule,
      long revision,
      Instant start,
      Optional<Instant> nextTick,
      boolean keepTick) {}

  Found find(String name);

  /** By name; without those that this process can't read, which it logs. */
  List<ScheduleStatus> list();

  /** False: somebody else has edited it since. */
  boolean write(Edit edit);

  /** False: there is none that runs. */
  boolean pause(String name);

  /** False: there is none that is paused, or somebody else has edited it since. */
  boolean resume(String name, long revision, Optional<Instant> nextTick);

  /** False: there is none. What it made stays. */
  boolean remove(String name);

  /**
   * Makes a job beside the ticks.
   *
   * @param tick the arguments, where the schedule has none
   * @return what to ring for; empty: there is no such schedule, and no job
   */
  Optional<Ring> runNow(String name, JobId job, byte[] tick);
}
