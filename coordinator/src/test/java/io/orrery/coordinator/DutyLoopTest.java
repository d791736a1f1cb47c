package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.store.Deposed;
import io.orrery.store.StoreUnavailable;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DutyLoopTest {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration LIMIT = FakeDuty.PATIENCE.plus(FakeDuty.TICK.multipliedBy(3));

  private final TestTime time = new TestTime();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Metrics metrics = new Metrics(registry, time.ambient().clock());
  private final Office office = new Office(time.ambient(), metrics);
  private final List<Long> epochs = new ArrayList<>();

  @Test
  void aDutyRestsWhileAnotherLeads() {
    DutyLoop loop = loop(noting());

    assertThat(loop.step()).isGreaterThan(FakeDuty.TICK);

    assertThat(epochs).isEmpty();
  }

  @Test
  void aDutyBeginsAnewInEachTerm() {
    FakeDuty duty = noting();
    DutyLoop loop = loop(duty);

    begin(3);
    loop.step();
    loop.step();
    begin(4);
    loop.step();

    assertThat(epochs).containsExactly(3L, 3L, 4L);
    assertThat(duty.begun).hasValue(2);
    assertThat(
            registry.getSampleValue(
                "orrery_coordinator_duty_last_success_seconds",
                new String[] {"duty"},
                new String[] {"fake"}))
        .isPositive();
  }

  @Test
  void aDeposedDutyEndsTheTerm() {
    DutyLoop loop =
        loop(
            new FakeDuty(
                turn -> {
                  throw new Deposed(turn.epoch());
                }));
    begin(3);

    loop.step();

    assertThat(office.epoch()).isEmpty();
    assertThat(
            registry.getSampleValue(
                "orrery_coordinator_writes_refused_total",
                new String[] {"duty"},
                new String[] {"fake"}))
        .isEqualTo(1);
  }

  @Test
  void whatFailsIsTriedAgainLaterAndLater() {
    DutyLoop loop =
        loop(
            new FakeDuty(
                turn -> {
                  throw new StoreUnavailable("away", null);
                }));
    begin(3);

    List<Duration> pauses = Stream.generate(loop::step).limit(6).toList();

    for (int i = 0; i < pauses.size(); i++) {
      Duration least = FakeDuty.TICK.multipliedBy(1L << Math.min(i, 3));
      assertThat(pauses.get(i)).isBetween(least, least.multipliedBy(3).dividedBy(2));
    }
    assertThat(office.epoch()).hasValue(3);
  }

  @Test
  void anErrorIsAnsweredLikeAnyOtherFailure() {
    DutyLoop loop =
        loop(
            new FakeDuty(
                turn -> {
                  throw new StackOverflowError("deep");
                }));
    begin(3);

    assertThat(loop.step()).isGreaterThanOrEqualTo(FakeDuty.TICK);
  }

  @Test
  void aDutyThatOnlyFailsIsStale() {
    DutyLoop loop =
        loop(
            new FakeDuty(
                turn -> {
                  throw new StoreUnavailable("away", null);
                }));
    begin(3);
    time.advance(LIMIT);
    loop.step();
    assertThat(loop.stale()).isEmpty();

    time.advance(Duration.ofMillis(1));

    assertThat(loop.stale()).get().asString().contains("fake", "8001 ms");
  }

  /** Or no leader would ever stay for long enough to reap. */
  @Test
  void aDutyThatFailsForGoodDoesNotEndTermAfterTerm() {
    DutyLoop loop =
        loop(
            new FakeDuty(
                turn -> {
                  throw new IllegalStateException("for good");
                }));
    long ended = time.now() + Duration.ofHours(1).toNanos();
    office.begin(3, ended);
    failFor(loop, LIMIT.plusSeconds(1));
    assertThat(loop.stale()).isPresent();

    office.begin(4, ended);
    failFor(loop, Duration.ofMinutes(9));
    assertThat(loop.stale()).isEmpty();

    failFor(loop, Duration.ofMinutes(2));
    assertThat(loop.stale()).isPresent();
  }

  /** Its rounds come as they do in life: each after a pause, and each fails. */
  private void failFor(DutyLoop loop, Duration least) {
    Duration left = least;
    while (left.isPositive()) {
      Duration pause = loop.step();
      time.advance(pause);
      left = left.minus(pause);
    }
  }

  @Test
  void aLongRoundThatGoesOnIsNotStale() {
    DutyLoop loop =
        loop(
            new FakeDuty(
                turn -> {
                  time.advance(LEASE);
                  assertThat(turn.goesOn()).isFalse();
                  return FakeDuty.TICK;
                }));
    begin(3);

    loop.step();
    time.advance(LIMIT);

    assertThat(loop.stale()).isEmpty();
  }

  @Test
  void aNewTermGivesADutyThatHungInTheLastOneItsTime() {
    DutyLoop loop = loop(noting());
    begin(3);
    time.advance(LIMIT.plusSeconds(1));
    assertThat(loop.stale()).isPresent();

    begin(4);

    assertThat(loop.stale()).isEmpty();
  }

  private FakeDuty noting() {
    return new FakeDuty(
        turn -> {
          epochs.add(turn.epoch());
          return FakeDuty.TICK;
        });
  }

  private DutyLoop loop(Duty duty) {
    return new DutyLoop(duty, office, metrics, time.ambient());
  }

  private void begin(long epoch) {
    office.begin(epoch, time.now() + LEASE.toNanos());
  }
}
