package io.orrery.benchmarks.failover;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How durations are spread.
 *
 * @param sorted shortest first
 */
record Spread(List<Duration> sorted) {
  Spread {
    sorted = sorted.stream().sorted().toList();
  }

  /**
   * @param quantile 0 to 1; of nothing, zero
   */
  Duration at(double quantile) {
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get(Math.max(0, (int) Math.ceil(quantile * sorted.size()) - 1));
  }

  Duration max() {
    return at(1);
  }

  /** In milliseconds. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "n=%d p50=%d p99=%d max=%d ms",
        sorted.size(),
        at(0.5).toMillis(),
        at(0.99).toMillis(),
        max().toMillis());
  }
}
