package io.orrery.client;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.dead.DeadCount;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadPage;
import io.orrery.dead.DeadPosition;
import io.orrery.dead.DeadPreview;
import io.orrery.dead.ReplayAnswer;
import java.util.Optional;

/**
 * Looks at dead letters, replays and discards them. Safe for many threads.
 *
 * <p>A job that is replayed waits again as if it had never failed: it has all its retries, and goes
 * to the end of its queue. What its attempts reported stays, and steps that were done are not done
 * again, also with other arguments. Each change is in table {@code orrery.audit}, a row for each
 * job, with who made it and what the job had died of.
 *
 * <p>Besides what each method says, all throw {@link io.orrery.store.StoreUnavailable} when
 * PostgreSQL doesn't answer; whether a change was made is then unknown, and to ask for it again
 * does no harm. {@link ClientClosed} after the client's close.
 */
public interface DeadLetters {
  /** The same dead letters, changed in another's name. Default: this process's. */
  DeadLetters as(Actor actor);

  /** The most letters of a page. */
  int LARGEST_PAGE = 1_000;

  /** The most characters of the reason of a discard. */
  int LONGEST_REASON = 1_000;

  /**
   * Reads on from a place: {@link DeadPosition#START} first, then the last page's {@code next}.
   * Reads no more for a late page than for an early one.
   *
   * @param limit 1 to {@value #LARGEST_PAGE}
   * @return the latest first
   * @throws IllegalArgumentException if the limit is out of range
   */
  DeadPage list(DeadFilter filter, DeadPosition after, int limit);

  /** Counts them, up to {@link DeadCount#MOST}. */
  DeadCount count(DeadFilter filter);

  /** How many there are, and some of them: what a change by this filter would be about. */
  DeadPreview preview(DeadFilter filter);

  /**
   * The arguments of a dead or cancelled job, as JSON that {@link #replayJson} takes; empty if it
   * is neither.
   *
   * @throws io.orrery.codec.DecodingFailed if its bytes are no value
   */
  Optional<String> arguments(JobId id);

  /**
   * Replays a job that is dead or cancelled.
   *
   * @throws io.orrery.store.StoreBusy if another transaction holds it, or its unique key, for
   *     seconds: nothing was changed
   */
  ReplayAnswer replay(JobId id);

  /**
   * Replays a job with other arguments.
   *
   * @param type the job's own
   * @throws io.orrery.codec.EncodingFailed if the arguments can't be encoded
   * @throws io.orrery.store.StoreBusy as {@link #replay(JobId)} does
   */
  <A> ReplayAnswer replay(JobId id, JobType<A, ?> type, A arguments);

  /**
   * Replays a job with other arguments, which must be such that the type's record can be made of
   * them.
   *
   * @param arguments JSON, as {@link io.orrery.codec.Codec#encodeJson} takes it
   * @throws io.orrery.codec.EncodingFailed if they are no JSON
   * @throws io.orrery.codec.DecodingFailed if they don't decode for the type: nothing was changed
   * @throws io.orrery.store.StoreBusy as {@link #replay(JobId)} does
   */
  ReplayAnswer replayJson(JobId id, JobType<?, ?> type, String arguments);

  /**
   * Replays a job of a type whose class this process lacks with other arguments. Whether they fit
   * the handler shows when it runs.
   *
   * @param arguments JSON, as {@link io.orrery.codec.Codec#encodeJson} takes it
   * @throws io.orrery.codec.EncodingFailed if they are no JSON
   * @throws io.orrery.store.StoreBusy as {@link #replay(JobId)} does
   */
  ReplayAnswer replayJson(JobId id, String arguments);

  /**
   * Replays those that are dead when this begins, by the database's clock, the latest first: each
   * once, also where it dies again meanwhile. Returns at the end; an interrupt of the caller stops
   * it, with the flag set again, after the step that is under way.
   *
   * @throws DeadLettersStopped if it failed underway; says how far it came
   */
  BulkOutcome replay(DeadFilter filter, BulkOptions options);

  /**
   * Discards a dead letter: it is CANCELLED, which retention deletes sooner. Until then it can be
   * replayed.
   *
   * @param reason kept with the job; 1 to {@value #LONGEST_REASON} characters
   * @return false if it is none
   * @throws IllegalArgumentException if the reason is blank, too long or has a control character
   * @throws io.orrery.store.StoreBusy if another transaction holds it for seconds
   */
  boolean discard(JobId id, String reason);

  /**
   * Discards those that are dead when this begins, as {@link #replay(DeadFilter, BulkOptions)} goes
   * through them.
   *
   * @param reason kept with each job; 1 to {@value #LONGEST_REASON} characters
   * @throws IllegalArgumentException if the reason is blank, too long or has a control character
   * @throws DeadLettersStopped if it failed underway; says how far it came
   */
  BulkOutcome discard(DeadFilter filter, String reason, BulkOptions options);
}
