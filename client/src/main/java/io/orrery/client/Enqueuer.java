package io.orrery.client;

import io.orrery.EnqueueOptions;
import io.orrery.Handler;
import io.orrery.JobType;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes jobs. Each call takes the handler's class or, in an app without that class, a {@link
 * JobType}.
 *
 * <p>Every method checks its arguments before it sends anything, and throws
 *
 * <ul>
 *   <li>{@link NullPointerException} or {@link IllegalArgumentException} for a missing value or an
 *       option out of range
 *   <li>{@link io.orrery.codec.EncodingFailed} for arguments that can't be encoded, or a result
 *       type of which no value could be
 *   <li>{@link io.orrery.codec.TooLarge} for arguments over the configured limit
 *   <li>{@link io.orrery.store.StoreUnavailable} if PostgreSQL can't be reached; whether the job
 *       was written is then unknown, and a {@linkplain EnqueueOptions#uniqueKey unique key} makes
 *       it harmless to enqueue it again
 *   <li>{@link io.orrery.store.StoreRefused} if PostgreSQL says no for good; nothing was written
 *   <li>{@link CallInterrupted} if the calling thread is interrupted while it waits
 *   <li>{@link ClientClosed} after the client's close
 * </ul>
 *
 * <p>None of them waits for the broker.
 */
public interface Enqueuer {
  /** Enqueues a job with the defaults of its type. */
  default <A, R> JobHandle<R> enqueue(Class<? extends Handler<A, R>> handler, A arguments) {
    return enqueue(JobType.of(handler), arguments);
  }

  /** Enqueues a job, as in {@code enqueue(SendEmail.class, mail, o -> o.in(ofHours(1)))}. */
  default <A, R> JobHandle<R> enqueue(
      Class<? extends Handler<A, R>> handler, A arguments, UnaryOperator<EnqueueOptions> options) {
    return enqueue(JobType.of(handler), arguments, options);
  }

  /** Enqueues a job for each element, with the defaults of the type. */
  default <A, R> List<JobHandle<R>> enqueueAll(
      Class<? extends Handler<A, R>> handler, Collection<? extends A> arguments) {
    return enqueueAll(JobType.of(handler), arguments);
  }

  /** Enqueues a job for each element, all with the same options. */
  default <A, R> List<JobHandle<R>> enqueueAll(
      Class<? extends Handler<A, R>> handler,
      Collection<? extends A> arguments,
      UnaryOperator<EnqueueOptions> options) {
    return enqueueAll(JobType.of(handler), arguments, options);
  }

  /** Enqueues a job with the defaults of its type. */
  default <A, R> JobHandle<R> enqueue(JobType<A, R> type, A arguments) {
    return enqueue(type, arguments, UnaryOperator.identity());
  }

  /** Enqueues a job for each element, with the defaults of the type. */
  default <A, R> List<JobHandle<R>> enqueueAll(
      JobType<A, R> type, Collection<? extends A> arguments) {
    return enqueueAll(type, arguments, UnaryOperator.identity());
  }

  /**
   * Enqueues a job.
   *
   * @param options changes the defaults of the type
   */
  <A, R> JobHandle<R> enqueue(
      JobType<A, R> type, A arguments, UnaryOperator<EnqueueOptions> options);

  /**
   * Enqueues a job for each element, in batches of one round trip each. What is wrong with one
   * element is thrown as it is for a single job, and names the element by its number, from 0.
   *
   * @param options changes the defaults of the type; a unique key is refused, since it could name
   *     only one of the jobs
   * @return a handle for each element, in the collection's order
   * @throws BulkStopped if it fails when a part is already written; says how many
   */
  <A, R> List<JobHandle<R>> enqueueAll(
      JobType<A, R> type, Collection<? extends A> arguments, UnaryOperator<EnqueueOptions> options);
}
