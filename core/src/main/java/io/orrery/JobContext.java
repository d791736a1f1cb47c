package io.orrery;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

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
