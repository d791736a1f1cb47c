package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobStatus;
import java.time.Duration;

/**
 * A job that was enqueued. Safe for many threads; holds nothing open, so keep as many as you like.
 */
public interface JobHandle<R> {
  JobId id();

  /**
   * True if an unfinished job already had the unique key: this is that job, and none was written.
   */
  boolean wasDuplicate();

  /**
   * Reads how it stands.
   *
   * @throws JobUnknown if there is no such job
   */
  JobStatus status();

  /**
   * Cancels it if it waits; asks it to stop if it runs, which it learns within seconds and may
   * forestall by ending first.
   *
   * @param reason kept with the job; 1 to 1,000 characters
   * @return false if it has already ended, unless by a cancel for the same reason; or if there is
   *     no such job
   */
  boolean cancel(String reason);

  /**
   * Waits for its result.
   *
   * @param timeout zero looks once; where PostgreSQL doesn't answer, up to 2 s more is spent
   * @return the result; null where the handler has none
   * @throws JobDead if it is a dead letter
   * @throws JobCancelled if it was cancelled
   * @throws JobStillOpen if it has not ended in this time
   * @throws JobUnknown if there is no such job at the end of this time
   */
  R await(Duration timeout) throws InterruptedException;
}
