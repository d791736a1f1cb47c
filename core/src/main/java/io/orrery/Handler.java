package io.orrery;

/**
 * Runs the jobs of one type; annotate the class with {@link JobHandler}.
 *
 * <p>One instance runs many jobs at once, so {@link #handle} must be safe for many threads. The
 * same job may run more than once (a worker can die after the work and before its record), so
 * effects outside PostgreSQL should be keyed by {@link JobContext#idempotencyKey()}.
 *
 * <p>A return is success. An exception is a failure, retried with exponential backoff while retries
 * are left. A {@link Verdict} says something else: {@link Discard}, {@link RetryAfter}, {@link
 * Snooze}.
 *
 * @param <A> the arguments: a record, an enum, or a sealed interface of records
 * @param <R> the result: anything that the codec encodes, or {@link Void}; see {@link Task} for
 *     handlers without one
 */
@FunctionalInterface
public interface Handler<A, R> {
  /** Does the job. May block; is interrupted on timeout, on cancel and at the end of a drain. */
  R handle(A arguments, JobContext job) throws Exception;
}
