package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 10})
  void failureKWaitsTwoToTheKSecondsTimesAHalfToOne(int failure) {
    long full = Duration.ofSeconds(1L << failure).toMillis();

    for (int i = 0; i < 1_000; i++) {
      assertThat(backoff.after(failure).toMillis()).isBetween(full / 2 - 1, full + 1);
    }
  }

  @Test
  void jobsThatFailedTogetherSpread() {
    long different = IntStream.range(0, 10_000).mapToObj(i -> backoff.after(5)).distinct().count();

    assertThat(different).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 64, 1_000, Integer.MAX_VALUE})
  void noFailureWaitsLongerThanAnHour(int failure) {
    assertThat(backoff.after(failure)).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
  }
}
