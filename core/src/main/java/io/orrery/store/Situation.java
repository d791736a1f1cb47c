package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that can keep a job from running, as PostgreSQL has it at one moment.
 *
 * @param at that moment, by the database's clock
 * @param hasTurn false while a job of a caller's own transaction waits to be admitted
 * @param relayAt when a doorbell that got lost would be rung again
 * @param rings how often that was done
 * @param ahead waiting jobs of its queue that come first, counted up to {@link #MOST_AHEAD}
 * @param serving live workers of its queue
 * @param knowing those of them that run its type
 * @param slots of the queue, on those
 * @param running jobs of the queue, on those
 * @param led whether a coordinator leads
 * @param holder name and status of the worker that has it, or had it last
 * @param holders what has held the slots for longest, if they are all taken
 */
public record Situation(
    JobId id,
    Instant at,
    String type,
    QueueName queue,
    JobState state,
    int attempts,
    int failures,
    int maxRetries,
    boolean cancelRequested,
    Optional<String> reason,
    Optional<Instant> runAt,
    Optional<Instant> claimedAt,
    Optional<Instant> finishedAt,
    Optional<Instant> relayAt,
    Optional<Instant> deadline,
    boolean hasTurn,
    int rings,
    boolean paused,
    int ahead,
    int serving,
    int knowing,
    int slots,
    int running,
    boolean led,
    Optional<String> holder,
    List<SlotHolder> holders) {
  /** Counting further would cost more than it tells. */
  public static final int MOST_AHEAD = 10_000;

  /** A job that has a slot. */
  public record SlotHolder(JobId id, String type, Instant since, String worker) {}
}
