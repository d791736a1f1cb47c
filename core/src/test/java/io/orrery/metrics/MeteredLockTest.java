package io.orrery.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.lock.LeaderLock;
import io.orrery.lock.LockUnavailable;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeteredLockTest {
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Fragile fragile = new Fragile();
  private final MeteredLock metered = new MeteredLock(fragile, registry);

  @Test
  void aLockThatAnswersIsAvailableWhateverItAnswers() {
    fragile.answer = false;

    assertThat(metered.tryAcquire()).isFalse();
    assertThat(sample("orrery_lock_available")).isEqualTo(1);
    assertThat(sample("orrery_lock_failures_total")).isZero();
  }

  @Test
  void aLockThatDoesNotIsUnavailableUntilItDoes() {
    fragile.away = true;
    assertThatThrownBy(metered::renew).isInstanceOf(LockUnavailable.class);
    assertThatThrownBy(metered::release).isInstanceOf(LockUnavailable.class);
    assertThat(sample("orrery_lock_available")).isZero();
    assertThat(sample("orrery_lock_failures_total")).isEqualTo(2);

    fragile.away = false;
    assertThat(metered.tryAcquire()).isTrue();

    assertThat(sample("orrery_lock_available")).isEqualTo(1);
  }

  private double sample(String name) {
    return registry.getSampleValue(name);
  }

  /** A lock whose server can be away. */
  private static final class Fragile implements LeaderLock {
    private boolean away;
    private boolean answer = true;

    @Override
    public Duration ttl() {
      return Duration.ofSeconds(10);
    }

    @Override
    public boolean tryAcquire() {
      return ask();
    }

    @Override
    public boolean renew() {
      return ask();
    }

    @Override
    public void release() {
      ask();
    }

    private boolean ask() {
      if (away) {
        throw new LockUnavailable("the lock can't be asked", new IllegalStateException("away"));
      }
      return answer;
    }

    @Override
    public void onReleased(Runnable listener) {}

    @Override
    public void close() {}
  }
}
