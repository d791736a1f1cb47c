package io.orrery.store;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadLetter;
import io.orrery.dead.DeadPosition;
import io.orrery.dead.ReplayAnswer;
import io.orrery.store.Duties.Ring;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters, as people look at them and change them. Safe for many threads. Every change is
 * in {@code orrery.audit}, a row for each job, with who made it.
 *
 * <p>Every method throws {@link StoreUnavailable}. Of a change, it is then unknown whether it was
 * made.
 */
public interface DeadRows {
  /**
   * A dead letter as it was met.
   *
   * @param fence rises before it can die again
   */
  record Met(JobId id, long fence, Instant diedAt) {
    /** Where to walk on after it. */
    public DeadPosition position() {
      return new DeadPosition(diedAt, id);
    }
  }

  /**
   * A stretch of a walk through the dead letters.
   *
   * @param met those that the filter wants, the latest first
   * @param next where to walk on; empty: that was the end
   */
  record Stretch(List<Met> met, Optional<DeadPosition> next) {}

  /**
   * What became of some dead letters.
   *
   * @param moved those that were changed, with where they wait if they do
   * @param keyed those that have a unique key and were left for it
   * @param gone how many are not dead any more, or not in the life in which they were met
   * @param held how many were left since somebody else's transaction holds them
   */
  record Moved(List<Ring> moved, List<JobId> keyed, int gone, int held) {}

  /**
   * What became of a job.
   *
   * @param ring what to ring for, if it was replayed
   */
  record Replayed(ReplayAnswer answer, Optional<Ring> ring) {}

  /**
   * How to replay a job.
   *
   * @param fence in which life of it; null for any, and for a cancelled job
   * @param type that it must have; null for any
   * @param arguments that it gets; null for its own
   * @param detail for the audit; null for none
   */
  record Replay(
      JobId id,
      @Nullable Long fence,
      @Nullable String type,
      byte @Nullable [] arguments,
      @Nullable String detail) {}

  /** By the database's clock. */
  Instant now();

  /** Walks on by up to {@code limit} that the filter wants, and past a bounded number of others. */
  Stretch stretch(DeadFilter filter, DeadPosition after, int limit);

  /** Those of these that are still dead, the latest first. */
  List<DeadLetter> letters(Collection<JobId> ids);

  /** The arguments of a job that is dead or cancelled, as encoded. */
  Optional<byte[]> arguments(JobId id);

  /**
   * Lets a job that is dead or cancelled wait again.
   *
   * @throws StoreBusy if somebody holds its row, or writes its unique key, for seconds
   */
  Replayed replay(Replay replay, Actor actor);

  /** Lets dead letters wait again; each once, however often it is called. Waits for nobody. */
  Moved replay(Collection<Met> letters, Actor actor, String detail);

  /**
   * Cancels a dead letter. False: it is none.
   *
   * @throws StoreBusy if somebody holds its row for seconds
   */
  boolean discard(JobId id, Actor actor, String reason);

  /** Cancels dead letters. Waits for nobody. */
  Moved discard(Collection<Met> letters, Actor actor, String reason, String detail);
}
