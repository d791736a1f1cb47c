package io.orrery.benchmarks.failover;

import io.orrery.benchmarks.failover.History.Job;
import io.orrery.benchmarks.failover.History.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run.
 *
 * @param faults in the order in which they were done
 * @param refused writes of past leaders that PostgreSQL refused, as far as their processes lived to
 *     tell
 * @param failedEnqueues whose jobs may or may not be there
 * @param lease of the leader, and the life of the lock
 */
record Outcome(
    History history,
    List<Fault> faults,
    List<Disruption> disruptions,
    long refused,
    long failedEnqueues,
    Duration lease) {

  /** From the fault to the next leader's first write. */
  Spread healing(Fault fault) {
    return new Spread(
        disruptions.stream()
            .filter(disruption -> disruption.fault() == fault)
            .flatMap(disruption -> disruption.healedAfter(history.writes()).stream())
            .toList());
  }

  /**
   * From when a job was due to the first start of its handler.
   *
   * @param ofSchedules those that ticks made, or else the one-offs
   */
  Spread lateness(boolean ofSchedules) {
    Map<UUID, Instant> started = new HashMap<>();
    for (Run run : history.runs()) {
      started.merge(run.job(), run.started(), (a, b) -> a.isBefore(b) ? a : b);
    }
    return new Spread(
        history.jobs().stream()
            .filter(job -> job.schedule().isPresent() == ofSchedules)
            .flatMap(job -> lateness(job, started.get(job.id())).stream())
            .toList());
  }

  private static Optional<Duration> lateness(Job job, @Nullable Instant started) {
    return started == null ? Optional.empty() : Optional.of(Duration.between(job.runAt(), started));
  }
}
