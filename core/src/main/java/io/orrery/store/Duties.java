package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the leader does over and over. Safe for many threads. Each write carries the epoch and takes
 * effect only under its lease.
 *
 * <p>Every writing method throws {@link Deposed} when the epoch no longer leads, and {@link
 * StoreUnavailable}.
 */
public interface Duties {
  /** A job to ring for. */
  record Ring(JobId id, QueueName queue, int priority) {}

  /** A job that a duty took from its worker, and what became of it. */
  record Taken(
      JobId id,
      String type,
      QueueName queue,
      int priority,
      JobState state,
      Optional<String> reason) {}

  /** The jobs of one queue and one priority, which take their turns by ring order. */
  record Lane(QueueName queue, int priority) {
    /** The form in which a worker's beat names it: {@code queue/priority}. */
    public String key() {
      return queue.value() + "/" + priority;
    }

    /** Reads {@link #key()}. */
    public static Lane parse(String key) {
      int slash = key.lastIndexOf('/');
      return new Lane(
          new QueueName(key.substring(0, slash)), Integer.parseInt(key.substring(slash + 1)));
    }
  }

  /**
   * Which waiting jobs the relay may suspect that their doorbell was lost.
   *
   * @param watermark only those with a smaller ring order; {@link Long#MAX_VALUE} for all
   * @param overdue only those whose next ring has been due for at least this long
   */
  record RelayBounds(long watermark, Duration overdue) {}

  /**
   * The stretch of a lane that one statement may look at, so that none reads a whole backlog.
   *
   * @param after the ring order behind which it begins; 0 for the beginning of the lane
   * @param rows the most jobs looked at
   * @param limit the most jobs taken; with the last of them the stretch ends
   */
  record Page(long after, int rows, int limit) {}

  /**
   * What the relay took from one page.
   *
   * @param next where the next page begins; 0 if this one reached the end of the lane or the
   *     watermark, so that the walk is to begin anew
   */
  record Relayed(long next, List<Ring> rings) {}

  /**
   * A sign of life of PostgreSQL.
   *
   * @param serverStartedAt a restart is a gap in which nobody could beat
   * @param at when it answered, by its own clock
   */
  record Contact(Instant serverStartedAt, Instant at) {}

  /** Moves up to {@code limit} jobs that are due from SCHEDULED to PENDING, earliest first. */
  List<Ring> promote(long epoch, int limit);

  /** How long until the earliest SCHEDULED job is due; zero if one is; empty if there is none. */
  Optional<Duration> nextDue();

  /**
   * Takes waiting jobs from one page of a lane, in turn: those within the bounds, of types that
   * some worker of the queue runs. Puts their next ring off. Where no worker serves the queue, it
   * looks at no job.
   */
  Relayed relay(long epoch, Lane lane, RelayBounds bounds, Page page);

  /** Gives a turn to committed jobs of callers' own transactions, and returns them to be rung. */
  List<Ring> admit(long epoch, int limit);

  /** The lanes that have waiting jobs. */
  List<Lane> lanes();

  /** The largest ring order that any worker has claimed, by lane. */
  Map<Lane, Long> claimedTo();

  /**
   * Makes all waiting jobs that were rung before due to be rung again: after the broker may have
   * lost what it held.
   */
  int forgetRings(long epoch, int limit);

  /**
   * Marks workers LOST whose lease ended before a moment.
   *
   * @param endedBefore by PostgreSQL's clock
   */
  List<UUID> markLost(long epoch, Instant endedBefore);

  /** Takes up to {@code limit} jobs from workers that are LOST or GONE. */
  List<Taken> reapLost(long epoch, int limit);

  /**
   * Takes up to {@code limit} jobs from live workers that overran their deadline by more than
   * {@code grace}.
   */
  List<Taken> reapOverrun(long epoch, Duration grace, int limit);

  Contact contact();
}
