package io.orrery.benchmarks.failover;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What happened in a run. Times are of one clock.
 *
 * @param planned the schedules
 * @param ticks what {@code orrery.tick} holds
 * @param jobs what {@code orrery.job} holds
 * @param endings each transition to a terminal state, as a trigger saw it
 * @param terms each election, in the order of their commits
 * @param writes what coordinators wrote, as triggers saw it
 * @param enqueued the one-off jobs whose enqueue returned
 * @param runs each start of a handler, as the handler itself wrote it to a file
 */
record History(
    List<Planned> planned,
    List<Ticked> ticks,
    List<Job> jobs,
    List<Ending> endings,
    List<Term> terms,
    List<Write> writes,
    Set<UUID> enqueued,
    List<Run> runs) {

  /**
   * @param job empty: it was skipped, and that was recorded
   */
  record Ticked(String schedule, Instant due, Optional<UUID> job) {}

  /**
   * @param schedule empty for a one-off
   */
  record Job(UUID id, Optional<String> schedule, Instant runAt, String state) {}

  record Ending(UUID job, String state) {}

  /**
   * @param began when the election was committed
   */
  record Term(long epoch, UUID leader, Instant began) {}

  /**
   * @param writer the coordinator on whose connection it came
   * @param at when it was committed
   */
  record Write(UUID writer, String table, Instant at) {}

  record Run(UUID job, Instant started) {}
}
