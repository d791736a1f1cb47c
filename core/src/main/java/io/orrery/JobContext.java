package io.orrery;

import io.orrery.report.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The job that a handler is running. Safe for many threads; of no use after the handler has
 * returned.
 */
public interface JobContext {
  /** The job's id, as {@code JobHandle.id()} has it on the client's side. */
  JobId id();

  /** The number of this run, from 1. Runs that ended by a drain or a snooze count too. */
  int attempt();

  /**
   * A key that every attempt of this job shares and no other job has: give it to systems that drop
   * repeats.
   */
  String idempotencyKey();

  /**
   * The fence of this attempt: it rises with every attempt of the job, so that a system which keeps
   * the largest one seen can refuse an attempt that was replaced.
   */
  long fence();

  /**
   * True once the job should stop: it was cancelled, timed out, was taken over, or the worker is
   * shutting down.
   */
  boolean cancelled();

  /**
   * Throws when the job should stop.
   *
   * @throws JobInterrupted if {@link #cancelled()}
   */
  void checkCancelled();

  /**
   * True while the worker has not reached PostgreSQL for so long that another worker might soon
   * take over.
   */
  boolean leaseUncertain();

  /**
   * Says how far this attempt has come, for people who watch. Cheap: the latest word is written
   * once a second, and costs the handler no wait.
   *
   * @param fraction 0 (just begun) to 1 (all done)
   * @throws IllegalArgumentException if it is not within that
   */
  default void progress(double fraction) {
    progress(fraction, "");
  }

  /**
   * {@link #progress(double)} with a line of what is being done, cut to {@value
   * Progress#LONGEST_MESSAGE} characters.
   */
  void progress(double fraction, String message);

  /**
   * Says that so many of so many are done, on the terms of {@link #progress(double)}.
   *
   * @throws IllegalArgumentException if {@code done} is not within 0 to {@code total}
   */
  default void progress(long done, long total) {
    progress(done, total, "");
  }

  /** {@link #progress(long, long)} with a line of what is being done. */
  void progress(long done, long total, String message);

  /**
   * The log of this attempt, which is kept with the job: levels INFO and above, up to a limit
   * ({@code ORRERY_WORKER_LOG_LIMIT}). It is written once a second and costs the handler no wait;
   * after the handler has returned it takes nothing any more. It does not print: use a logger of
   * the handler's own for that, and the worker's appender to keep what it prints as well.
   */
  Logger log();

  /**
   * Does a part of the work once, whatever happens later: its result is kept in PostgreSQL before
   * this returns, and a later attempt of the job gets it back instead of doing the work again. Work
   * whose worker dies before that is done again, as a whole job is.
   *
   * @param name of this step, the same in every attempt: 1 to 128 of {@code A-Z a-z 0-9 . _ -}
   * @param type of the result: all that could be a component of a record; {@code Void} for none
   * @param work called on this thread, unless the step was done before
   * @return what the work returned, now or then
   * @throws IllegalArgumentException if the name is not legal
   * @throws io.orrery.codec.EncodingFailed if the result can't be kept, and {@link
   *     io.orrery.codec.TooLarge} if it is over the limit
   * @throws io.orrery.codec.DecodingFailed if what was kept is no {@code type}
   * @throws JobInterrupted if this attempt no longer holds the job
   * @throws Exception what the work throws: nothing is kept then
   */
  <R extends @Nullable Object> R step(String name, Class<R> type, Callable<? extends R> work)
      throws Exception;

  /**
   * Records the job's success in the caller's own transaction on the PostgreSQL that Orrery uses:
   * what the transaction writes and the job's completion commit together or not at all, exactly
   * once. Call it last, commit, and return what it returns.
   *
   * @param transaction a connection with auto-commit off; the caller commits it
   * @param result the handler's result, or null
   * @return {@code result}
   * @throws IllegalStateException if the connection is in auto-commit mode; nothing was written
   * @throws io.orrery.codec.EncodingFailed if the result can't be encoded, and {@link
   *     io.orrery.codec.TooLarge} if it is over the limit; nothing was written
   * @throws JobInterrupted if this attempt no longer holds the job: roll back
   * @throws SQLException if the statement failed: roll back
   */
  <R extends @Nullable Object> R completeInTransaction(Connection transaction, R result)
      throws SQLException;
}
