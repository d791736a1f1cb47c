package io.orrery.benchmarks.failover;

import io.orrery.schedule.Misfire;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A schedule of the run.
 *
 * @param rule what the product is told
 * @param period what comes of it, as this benchmark computes it
 * @param work how long each of its jobs takes
 * @param start its first tick
 * @param end no tick is after it
 */
record Planned(
    String name,
    Rule rule,
    Duration period,
    Misfire misfire,
    Overlap overlap,
    Duration work,
    Instant start,
    Instant end) {

  /** Every tick that must be decided, and no other; by plain arithmetic, without the rule. */
  List<Instant> ticks() {
    return Stream.iterate(start, at -> !at.isAfter(end), at -> at.plus(period)).toList();
  }
}
