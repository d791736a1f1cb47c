package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import java.util.Optional;

/** Ends jobs that should not run. Safe for many threads. */
public interface Cancels {
  /**
   * Cancels a job that waits; asks a running one to stop. One row decides between this and the
   * job's own end. May be repeated with the same reason: what it did before, it says again.
   *
   * @param reason kept with the job
   * @return CANCELLED (done, for this reason), RUNNING (asked; completion may still win), or empty:
   *     it has ended otherwise, or there is no such job
   */
  Optional<JobState> cancel(JobId id, String reason);
}
