package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import java.util.Optional;

/** Ends jobs that should not run. Safe for many threads. */
public interface Cancels {
  /**
   * Cancels a job that waits; asks a running one to stop. One row decides between this and the
   * job's own end.
   *
   * @param reason kept with the job
   * @return CANCELLED (done), RUNNING (asked; completion may still win), or empty: it has ended, or
   *     there is no such job
   */
  Optional<JobState> cancel(JobId id, String reason);
}
