package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final Alarm alarm = new Alarm(System::nanoTime);

  @Test
  void aWakeUpThatComesWhileTheThreadIsBusyShortensItsNextSleep() {
    alarm.wakeWithin(Duration.ZERO);

    assertThat(alarm.await(FOR_EVER)).isTrue();
  }

  @Test
  void theEarliestOfManyWakeUpsCounts() {
    alarm.wakeWithin(FOR_EVER);
    alarm.wakeWithin(Duration.ofMillis(1));
    alarm.wakeWithin(FOR_EVER);

    assertThat(alarm.await(FOR_EVER)).isTrue();
  }

  @Test
  void aLateWakeUpDoesNotProlongASleep() {
    alarm.wakeWithin(FOR_EVER);

    assertThat(alarm.await(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void aSleeperIsWoken() throws Exception {
    CompletableFuture<Boolean> sleeper = CompletableFuture.supplyAsync(() -> alarm.await(FOR_EVER));

    alarm.wakeWithin(Duration.ZERO);

    assertThat(sleeper.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aStopEndsThisSleepAndEveryLaterOne() throws Exception {
    CompletableFuture<Boolean> sleeper = CompletableFuture.supplyAsync(() -> alarm.await(FOR_EVER));

    alarm.stop();

    assertThat(sleeper.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(alarm.await(FOR_EVER)).isFalse();
  }
}
