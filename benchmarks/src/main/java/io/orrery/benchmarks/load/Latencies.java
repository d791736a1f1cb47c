package io.orrery.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps every latency of a run, so that the percentiles are exact. Safe for many threads while
 * recording.
 */
final class Latencies {
  private static final int MOST = 4_000_000;

  private final int[] micros = new int[MOST];
  private final AtomicInteger count = new AtomicInteger();

  void record(long latency) {
    int at = count.getAndIncrement();
    if (at < MOST) {
      micros[at] = (int) Math.min(Integer.MAX_VALUE, Math.max(0, latency));
    }
  }

  void reset() {
    count.set(0);
  }

  /** As {@code n=… p50=… p95=… p99=… max=…}, in milliseconds. */
  String summary() {
    int n = Math.min(MOST, count.get());
    int[] sorted = Arrays.copyOf(micros, n);
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "n=%d p50=%.2f p95=%.2f p99=%.2f max=%.2f",
        n,
        at(sorted, 0.50),
        at(sorted, 0.95),
        at(sorted, 0.99),
        at(sorted, 1.0));
  }

  private static double at(int[] sorted, double quantile) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1_000.0;
  }
}
