package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One look after the other at what runs. */
class WatchTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void onlyWhatMustNotOverlapIsStoppedAndOnlyOnceTheLeaseIsUncertain() {
    List<Execution> executions = rig.held(List.of(rig.waiting("exclusive"), rig.waiting("plain")));

    rig.advance(Duration.ofSeconds(10).minusNanos(1));
    rig.parts.watch().turn();
    Stop before = executions.getFirst().stop();
    rig.advance(Duration.ofNanos(1));
    rig.parts.watch().turn();

    assertThat(before).isNull();
    assertThat(executions).extracting(Execution::stop).containsExactly(Stop.LEASE_UNCERTAIN, null);
  }

  @Test
  void anAttemptIsStoppedAtItsTimeoutAndNoSooner() {
    Execution execution =
        rig.held(List.of(rig.runs.addWithTimeout(Duration.ofSeconds(2)))).getFirst();

    rig.advance(Duration.ofSeconds(2).minusNanos(1));
    rig.parts.watch().turn();
    Stop before = execution.stop();
    rig.advance(Duration.ofNanos(1));
    rig.parts.watch().turn();

    assertThat(before).isNull();
    assertThat(execution.stop()).isEqualTo(Stop.TIMEOUT);
  }
}
