package io.orrery.client;

import io.orrery.Handler;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.Tick;
import io.orrery.schedule.Rule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.schedule.ScheduleStatus;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Makes jobs by the clock. Schedules are in PostgreSQL; whichever coordinator leads makes their
 * jobs. Safe for many threads.
 *
 * <p>A put is idempotent: every instance of an app can put the same schedules at its start. A put
 * of another rule, other arguments or options under the same name edits the schedule; what is past
 * or under way stays as it is.
 *
 * <p>Besides what each method says, all throw as {@link Enqueuer} does.
 */
public interface Schedules {
  /** Puts a schedule of a handler whose jobs take the tick itself as arguments. */
  default <R> boolean putForTicks(
      String name, Rule rule, Class<? extends Handler<Tick, R>> handler) {
    return putForTicks(name, rule, handler, UnaryOperator.identity());
  }

  /** Puts a schedule of a handler whose jobs take the tick itself as arguments. */
  default <R> boolean putForTicks(
      String name,
      Rule rule,
      Class<? extends Handler<Tick, R>> handler,
      UnaryOperator<ScheduleOptions> options) {
    return putForTicks(name, rule, JobType.of(handler), options);
  }

  /** Puts a schedule whose jobs all have the same arguments. */
  default <A, R> boolean put(
      String name, Rule rule, Class<? extends Handler<A, R>> handler, A arguments) {
    return put(name, rule, handler, arguments, UnaryOperator.identity());
  }

  /** Puts a schedule whose jobs all have the same arguments. */
  default <A, R> boolean put(
      String name,
      Rule rule,
      Class<? extends Handler<A, R>> handler,
      A arguments,
      UnaryOperator<ScheduleOptions> options) {
    return put(name, rule, JobType.of(handler), arguments, options);
  }

  /**
   * Puts a schedule whose jobs take the tick itself as arguments.
   *
   * @return false if it was there just so
   * @throws IllegalArgumentException if the name is not legal or an option out of range
   */
  boolean putForTicks(
      String name, Rule rule, JobType<Tick, ?> type, UnaryOperator<ScheduleOptions> options);

  /**
   * Puts a schedule whose jobs all have the same arguments.
   *
   * @return false if it was there just so
   * @throws IllegalArgumentException if the name is not legal or an option out of range
   */
  <A> boolean put(
      String name,
      Rule rule,
      JobType<A, ?> type,
      A arguments,
      UnaryOperator<ScheduleOptions> options);

  /**
   * Puts a schedule of a type whose class this process lacks, with the same arguments for all jobs.
   * The options start from the defaults of a type that names none: the handler's own are not known
   * here.
   *
   * @param arguments JSON, as {@link io.orrery.codec.Codec#encodeJson} takes it. Whether they fit
   *     the handler shows when a job runs.
   * @return false if it was there just so
   * @throws IllegalArgumentException if the name is not legal or an option out of range
   * @throws io.orrery.codec.EncodingFailed if the arguments are no JSON
   */
  boolean putJson(
      String name,
      Rule rule,
      String type,
      String arguments,
      UnaryOperator<ScheduleOptions> options);

  /** Ends a schedule; jobs that it made stay. False: there is none of that name. */
  boolean remove(String name);

  /**
   * Lets a schedule rest. What would have been due meanwhile is not made up for. False: there is
   * none, or it rests already.
   */
  boolean pause(String name);

  /** Lets a paused schedule go on, with the next tick from now on. False: there is none paused. */
  boolean resume(String name);

  /**
   * Makes a job at once, beside the ticks, whatever the overlap policy; also while it is paused.
   *
   * @throws ScheduleUnknown if there is none of that name
   */
  JobId runNow(String name);

  /** All schedules, by name. */
  List<ScheduleStatus> list();

  /**
   * The next ticks as the rule has them now, earliest first: up to {@code count}, fewer where the
   * schedule ends or a job's end decides.
   *
   * @param count 1 to 1,000
   * @throws IllegalArgumentException if the count is out of range
   * @throws ScheduleUnknown if there is none of that name
   */
  List<Instant> next(String name, int count);
}
