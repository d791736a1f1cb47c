package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.config.LeaseTuning;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReapHoldTest {
  private static final Duration TTL = Duration.ofSeconds(15);
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final LeaseTuning LEASE =
      new LeaseTuning(TTL, BEAT, Duration.ofSeconds(10), Duration.ofSeconds(2));
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final TestTime time = new TestTime();
  private final ReapHold hold = new ReapHold(LEASE, time.ambient().nanoTime());

  @Test
  void aNewLeaderHoldsOffForOneLease() {
    assertThat(ticks(14)).isEqualTo(14);

    assertThat(ticks(60)).isZero();
  }

  @Test
  void aSilenceOfPostgresHoldsOffForOneLease() {
    ticks(60);
    time.advance(LEASE.bearableSilence());

    assertThat(ticks(60)).isEqualTo(15);
  }

  @Test
  void aShortSilenceDoesNot() {
    ticks(60);
    time.advance(LEASE.bearableSilence().minus(TICK));

    assertThat(ticks(60)).isZero();
  }

  @Test
  void everyAnswerBreaksASilence() {
    ticks(60);

    for (int i = 0; i < 10; i++) {
      time.advance(LEASE.bearableSilence());
      hold.answered();
    }

    assertThat(ticks(60)).isZero();
  }

  /** A silence that a long lease bears takes a short one. */
  @Test
  void aShortLeaseBearsLess() {
    LeaseTuning brief =
        new LeaseTuning(
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(500));
    ReapHold brittle = new ReapHold(brief, time.ambient().nanoTime());
    for (int i = 0; i < 10; i++) {
      time.advance(brief.bearableSilence());
      brittle.answered();
    }
    assertThat(brittle.holdsOff(START)).isFalse();

    time.advance(brief.bearableSilence().multipliedBy(2));

    assertThat(brittle.holdsOff(START)).isTrue();
  }

  @Test
  void aRestartOfTheServerHoldsOffForOneLease() {
    ticks(60);

    boolean held = hold.holdsOff(START.plusSeconds(1));

    assertThat(held).isTrue();
    time.advance(LEASE.bearableSilence());
    assertThat(hold.holdsOff(START.plusSeconds(1))).isTrue();
  }

  @Test
  void everyTermHoldsOffAnew() {
    ticks(60);

    hold.begin();

    assertThat(ticks(60)).isEqualTo(14);
  }

  /** How many of so many ticks hold off. */
  private int ticks(int count) {
    int held = 0;
    for (int i = 0; i < count; i++) {
      time.advance(TICK);
      held += hold.holdsOff(START) ? 1 : 0;
    }
    return held;
  }
}
