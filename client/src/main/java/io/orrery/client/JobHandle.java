package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobStatus;
import java.time.Duration;

/**
 * A job that was enqueued. Safe for many threads; holds nothing open, so keep as many as you like.
 *
 * @param <R> the result of its handler
 */
public interface JobHandle<R> {
  /** Its id. With a unique key that was held already, the id of the job that holds it. */
  JobId id();

  /**
   * True if an unfinished job already had the unique key: this is that job, and none was written.
   */
  boolean wasDuplicate();

  /**
   * Reads how it stands.
   *
   * @throws JobUnknown if there is no such job
   * @throws io.orrery.store.StoreUnavailable if PostgreSQL doesn't answer
   * @throws io.orrery.store.StoreRefused if PostgreSQL says no for good
   * @throws CallInterrupted if the calling thread is interrupted while it waits
   * @throws ClientClosed after the client's close
   */
  JobStatus status();

  /**
   * Cancels it if it waits; asks it to stop if it runs, which it learns within seconds and may
   * forestall by ending first.
   *
   * @param reason kept with the job; 1 to 1,000 characters
   * @return false if it has already ended, unless by a cancel for the same reason; or if there is
   *     no such job
   * @throws IllegalArgumentException if the reason is blank, too long or has a control character
   * @throws io.orrery.store.StoreUnavailable if PostgreSQL doesn't answer; whether it took effect
   *     is then unknown, and it may be repeated
   * @throws io.orrery.store.StoreRefused if PostgreSQL says no for good
   * @throws CallInterrupted if the calling thread is interrupted while it waits
   * @throws ClientClosed after the client's close
   */
  boolean cancel(String reason);

  /**
   * Waits for its result. An outage of PostgreSQL is waited out.
   *
   * @param timeout zero looks once; where PostgreSQL doesn't answer, up to 2 s more is spent
   * @return the result; null where the handler has none
   * @throws JobDead if it is a dead letter
   * @throws JobCancelled if it was cancelled
   * @throws JobStillOpen if it has not ended in this time, or PostgreSQL can't be asked at its end
   * @throws JobUnknown if there is no such job at the end of this time
   * @throws io.orrery.codec.DecodingFailed if it succeeded with a result that can't be read as
   *     {@code R}: the worker's version of the type is another, or a handle names the wrong type
   * @throws io.orrery.codec.TooLarge if it succeeded with a result over this client's payload
   *     limit, which must then be lower than the worker's
   * @throws io.orrery.store.StoreRefused if PostgreSQL says no for good
   * @throws ClientClosed after the client's close, also one that comes during the wait
   * @throws IllegalArgumentException if the timeout is negative
   * @throws InterruptedException if the calling thread is interrupted; the job goes on
   */
  R await(Duration timeout) throws InterruptedException;
}
