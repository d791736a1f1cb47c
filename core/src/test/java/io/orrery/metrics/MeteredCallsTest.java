package io.orrery.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.store.Cancels;
import io.orrery.store.StoreUnavailable;
import io.prometheus.client.CollectorRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteredCallsTest {
  private static final String[] LABELS = {"store", "call"};
  private static final String[] CANCEL = {"Cancels", "cancel"};

  private final CollectorRegistry registry = new CollectorRegistry();
  private final MeteredCalls metered = new MeteredCalls(registry);

  @Test
  void everyCallIsTimed() {
    Cancels cancels = metered.around(Cancels.class, (id, reason) -> Optional.empty());

    cancels.cancel(JobId.next(), "test");
    cancels.cancel(JobId.next(), "test");

    assertThat(registry.getSampleValue("orrery_store_seconds_count", LABELS, CANCEL)).isEqualTo(2);
    assertThat(registry.getSampleValue("orrery_store_failures_total", LABELS, CANCEL)).isZero();
  }

  @Test
  void aFailureIsCountedAndReachesTheCallerAsItWas() {
    StoreUnavailable failure = new StoreUnavailable("gone", null);
    Cancels cancels =
        metered.around(
            Cancels.class,
            (id, reason) -> {
              throw failure;
            });

    assertThatThrownBy(() -> cancels.cancel(JobId.next(), "test")).isSameAs(failure);
    assertThat(registry.getSampleValue("orrery_store_failures_total", LABELS, CANCEL)).isEqualTo(1);
  }
}
