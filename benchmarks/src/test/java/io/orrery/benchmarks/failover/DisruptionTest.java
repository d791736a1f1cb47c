package io.orrery.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.benchmarks.failover.History.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DisruptionTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UUID KILLED = UUID.randomUUID();
  private static final UUID NEXT = UUID.randomUUID();

  private final Disruption kill = new Disruption(Fault.KILL, KILLED, NOON);

  @Test
  void itIsHealedByTheNextLeadersFirstWrite() {
    List<Write> writes =
        List.of(
            new Write(NEXT, "job", NOON.minusSeconds(60)),
            new Write(KILLED, "job", NOON.plusMillis(3)),
            new Write(NEXT, "job", NOON.plusSeconds(9)),
            new Write(NEXT, "job", NOON.plusSeconds(10)));

    assertThat(kill.healedAfter(writes)).hasValue(Duration.ofSeconds(9));
  }

  @Test
  void withoutOneItIsNotHealed() {
    assertThat(kill.healedAfter(List.of(new Write(KILLED, "job", NOON.plusMillis(3))))).isEmpty();
  }
}
