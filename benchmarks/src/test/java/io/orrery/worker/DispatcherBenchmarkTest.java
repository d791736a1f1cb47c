package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the benchmark says is measured; what can't be measured ends it. */
class DispatcherBenchmarkTest {
  private final DispatcherBenchmark benchmark = new DispatcherBenchmark();

  @BeforeEach
  void start() {
    benchmark.start();
  }

  @Test
  void eachRoundRecordsAllItsJobs() {
    assertThat(benchmark.doorbellToSuccess()).isEqualTo(DispatcherBenchmark.JOBS);
    benchmark.stop();
  }

  @Test
  void jobsThatNobodyClaimsFailTheRun() {
    benchmark.stop();
    benchmark.patience = Duration.ofMillis(200);

    assertThatThrownBy(benchmark::doorbellToSuccess)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0 of 3200 jobs were recorded");
  }
}
