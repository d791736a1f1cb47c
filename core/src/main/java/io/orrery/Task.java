package io.orrery;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Handler} without a result.
 *
 * @param <A> the arguments: a record, an enum, or a sealed interface of records
 */
@FunctionalInterface
public interface Task<A> extends Handler<A, @Nullable Void> {
  /** Does the job, as {@link Handler#handle} does. */
  void run(A arguments, JobContext job) throws Exception;

  @Override
  default @Nullable Void handle(A arguments, JobContext job) throws Exception {
    run(arguments, job);
    return null;
  }
}
