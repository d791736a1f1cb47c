package io.orrery.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.schedule.Cron;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<Planned> PLANNED = Timetable.of(START, Duration.ofMinutes(5));

  @Test
  void twentySchedulesHaveNamesOfTheirOwn() {
    assertThat(PLANNED).hasSize(20).extracting(Planned::name).doesNotHaveDuplicates();
  }

  /** Or the run would check the product against another rule than the one it was given. */
  @Test
  void whatIsComputedForCronIsWhatItsRuleSays() {
    for (Planned planned : PLANNED) {
      if (planned.rule() instanceof Cron cron) {
        assertThat(cron.next(planned.start().minusMillis(1))).isEqualTo(planned.start());
        assertThat(cron.next(planned.start())).isEqualTo(planned.start().plus(planned.period()));
      }
    }
  }

  @Test
  void ticksGoFromTheStartToTheEndAndNoFurther() {
    Planned first = PLANNED.getFirst();

    assertThat(first.ticks()).hasSize(301).startsWith(START).endsWith(START.plusSeconds(300));
  }
}
