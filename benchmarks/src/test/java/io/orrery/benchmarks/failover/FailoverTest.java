package io.orrery.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.benchmarks.failover.Failover.Plan;
import io.orrery.config.ConfigKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./orrery bench failover}, with real processes and a short lease. */
class FailoverTest {
  private static final Duration LENGTH = Duration.ofSeconds(9);
  private static final Duration REST = Duration.ofMillis(300);
  private static final Map<ConfigKey, String> SHORT_LEASE =
      Map.of(
          ConfigKey.LEADER_LEASE, "1s500ms",
          ConfigKey.LEADER_RENEW, "400ms",
          ConfigKey.COORDINATOR_STATEMENT_TIMEOUT, "1s");

  @Test
  void noPromiseBreaksWhileLeadersAndRedisComeAndGo() throws Exception {
    Queue<Fault> faults =
        new ArrayDeque<>(List.of(Fault.KILL_WITHOUT_REDIS, Fault.FREEZE, Fault.DELAY));

    Outcome outcome =
        Failover.run(
            new Plan(LENGTH, REST, 3, () -> Optional.ofNullable(faults.poll()), SHORT_LEASE),
            System.out::println);

    assertThat(Checker.check(outcome.history())).isEmpty();
    assertThat(outcome.faults()).startsWith(Fault.KILL_WITHOUT_REDIS, Fault.FREEZE);
    assertThat(outcome.history().terms()).hasSizeGreaterThan(2);
    assertThat(outcome.history().enqueued()).isNotEmpty();
  }
}
