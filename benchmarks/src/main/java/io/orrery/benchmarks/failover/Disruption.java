package io.orrery.benchmarks.failover;

import io.orrery.benchmarks.failover.History.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A fault that took the leader away.
 *
 * @param at just before
 */
record Disruption(Fault fault, UUID leader, Instant at) {

  /**
   * How long until the next leader's first write was committed; empty: none came.
   *
   * @param writes in the order of their commits
   */
  Optional<Duration> healedAfter(List<Write> writes) {
    return writes.stream()
        .filter(write -> write.at().isAfter(at) && !write.writer().equals(leader))
        .findFirst()
        .map(write -> Duration.between(at, write.at()));
  }
}
