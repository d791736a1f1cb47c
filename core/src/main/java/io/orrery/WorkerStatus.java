package io.orrery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A worker as PostgreSQL has it at one moment. Times are the database's.
 *
 * @param id of this incarnation, never used again
 * @param name host and process id, for people
 * @param queues with the number of jobs of each that it runs at once, in the order in which it was
 *     given them; 0 for a worker that was started before Orrery kept the number
 * @param slots of all queues together
 * @param types that it runs
 * @param running jobs that it holds at this moment
 * @param startedAt when it registered
 * @param leaseUntil its jobs are taken from it soon after, unless it beats
 * @param at the moment
 */
public record WorkerStatus(
    UUID id,
    String name,
    State state,
    Map<QueueName, Integer> queues,
    int slots,
    List<String> types,
    long running,
    Instant startedAt,
    Instant leaseUntil,
    Instant at) {
  /** What a worker does. */
  public enum State {
    /** It takes jobs. */
    ACTIVE,
    /** It takes no more jobs, and finishes those that it has. */
    DRAINING,
    /** It ended in order. */
    GONE,
    /** Its lease ended, and its jobs were taken back. */
    LOST;

    /** Whether its process is thought to run. */
    public boolean serves() {
      return this == ACTIVE || this == DRAINING;
    }
  }

  /** How long its lease still holds; negative once it is over. */
  public Duration leaseLeft() {
    return Duration.between(at, leaseUntil);
  }
}
