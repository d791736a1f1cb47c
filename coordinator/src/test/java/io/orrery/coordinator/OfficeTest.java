package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OfficeTest {
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final TestTime time = new TestTime();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Office office =
      new Office(time.ambient(), new Metrics(registry, time.ambient().clock()));

  @Test
  void aTermEndsByItselfWhenItsLeaseIsOver() {
    begin(7);
    time.advance(LEASE.minusNanos(1));
    assertThat(office.epoch()).hasValue(7);

    time.advance(Duration.ofNanos(1));

    assertThat(office.epoch()).isEmpty();
  }

  @Test
  void aRenewalThatComesTooLateDoesNotBringATermBack() {
    begin(7);
    time.advance(LEASE);

    assertThat(office.extend(7, time.now() + LEASE.toNanos())).isFalse();

    assertThat(office.epoch()).isEmpty();
  }

  @Test
  void aRenewedTermGoesOn() {
    begin(7);
    time.advance(LEASE.minusSeconds(1));

    assertThat(office.extend(7, time.now() + LEASE.toNanos())).isTrue();

    time.advance(LEASE.minusSeconds(1));
    assertThat(office.epoch()).hasValue(7);
  }

  @Test
  void theEndOfAnEarlierTermLeavesThePresentOneAlone() {
    begin(7);
    begin(8);

    office.end(7);

    assertThat(office.holds(8)).isTrue();
    assertThat(office.holds(7)).isFalse();
  }

  @Test
  void whoWaitsForATermIsTold() {
    AtomicInteger told = new AtomicInteger();
    office.onBegin(told::incrementAndGet);

    begin(7);

    assertThat(told).hasValue(1);
  }

  @Test
  void theMetricsShowWhoLeadsWithoutBeingTold() {
    begin(7);
    assertThat(registry.getSampleValue("orrery_coordinator_leads")).isEqualTo(1);
    assertThat(registry.getSampleValue("orrery_coordinator_epoch")).isEqualTo(7);

    time.advance(LEASE);

    assertThat(registry.getSampleValue("orrery_coordinator_leads")).isZero();
  }

  private void begin(long epoch) {
    office.begin(epoch, time.now() + LEASE.toNanos());
  }
}
