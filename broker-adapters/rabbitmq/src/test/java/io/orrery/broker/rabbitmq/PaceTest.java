package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE);
  private final Pace pace = new Pace(clock::get);

  @Test
  void pausesDoubleFromATenthOfASecondToTenSeconds() {
    assertThat(pace.begin()).isTrue();

    assertThat(Stream.generate(this::pauseMillis).limit(9))
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L);
  }

  @Test
  void whatSucceededIsTriedAgainAfterTheShortestPause() {
    pace.begin();
    assertThat(pauseMillis() + pauseMillis()).isEqualTo(300);

    pace.succeeded();

    assertThat(pauseMillis()).isEqualTo(100);
  }

  /** Lets time go by until the next attempt, and returns how much that was. */
  private long pauseMillis() {
    long millis = 0;
    while (!pace.begin()) {
      clock.addAndGet(Duration.ofMillis(1).toNanos());
      millis++;
    }
    return millis;
  }
}
