package io.orrery.store;

import io.orrery.JobId;
import io.orrery.QueueName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a worker does to jobs: claim, end, beat. Safe for many threads; each call is one statement
 * and one commit (repeated for ids that a concurrent change left undecided).
 *
 * <p>Every method throws {@link StoreUnavailable} when PostgreSQL can't be reached. Ends may be
 * repeated blindly then; a claim may have taken effect, and the next beat shows it. It throws
 * {@link StoreBusy} where others were in the way of a statement, for one row of it perhaps.
 */
public interface Runs {
  /**
   * Registers a new incarnation, ACTIVE, with a lease from now. Waiting jobs of a type that nobody
   * ran before are due to be rung.
   *
   * @return those of its queues that somebody steers, from the first claim on
   */
  Map<QueueName, Steering> register(WorkerRow worker, Duration lease);

  /**
   * Claims what is PENDING among these ids and of one of these types, if the worker's lease holds.
   * Waits for nobody: what another transaction holds at this moment stays undecided. Nothing of a
   * paused queue is claimed.
   */
  ClaimReply claim(UUID worker, Collection<JobId> ids, Collection<String> types);

  /**
   * Claims up to {@code limit} waiting jobs of a queue without doorbells, highest priority first:
   * for when the broker is away. None while the queue is paused.
   */
  List<ClaimedJob> scan(UUID worker, QueueName queue, Collection<String> types, int limit);

  /** Records successes; one answer for each. */
  Map<JobId, EndReply> succeed(Collection<Success> successes);

  /**
   * Records attempts that ended otherwise; one answer for each. An attempt whose success was
   * recorded before, in its handler's own transaction, is answered ALREADY, and stays a success.
   */
  Map<JobId, EndReply> end(Collection<Ending> endings);

  /**
   * Those of these jobs whose rows another transaction holds at this moment, so that recording
   * their ends would wait for it. Waits for nobody.
   */
  Set<JobId> locked(Collection<JobId> ids);

  /** Records one success in the caller's transaction. False: the fence refused it, roll back. */
  boolean succeed(Connection transaction, Success success) throws SQLException;

  /**
   * Renews the lease, tells how far this worker has claimed ("queue/priority" to ring order), and
   * reads what it runs and how its queues are steered.
   *
   * @param slots of its queues at this moment, in the order in which it registered them
   */
  Beat beat(UUID worker, Duration lease, Map<String, Long> claimedTo, List<Integer> slots);

  /**
   * Those of these jobs that are RUNNING on this worker at this moment, with all that is needed to
   * run them.
   */
  List<ClaimedJob> runningOn(UUID worker, Collection<JobId> ids);

  /** From ACTIVE to DRAINING: no claim succeeds any more, beats go on. */
  void drain(UUID worker);

  /** The last word of a worker that holds nothing any more. */
  void leave(UUID worker);

  /** The types that other ACTIVE workers of a queue run. */
  List<String> typesServedByOthers(UUID worker, QueueName queue);
}
