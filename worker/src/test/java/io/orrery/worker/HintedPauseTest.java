package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.config.ConfigKey;
import io.orrery.config.HandlerThreads;
import io.orrery.config.OrreryConfig;
import org.junit.jupiter.api.Test;

/** Where beats are minutes apart, only a hint can tell a worker in time. */
class HintedPauseTest extends SteeredTest {
  HintedPauseTest() {
    super(HandlerThreads.AUTO);
  }

  @Override
  OrreryConfig configured() {
    return aConfig()
        .set(ConfigKey.LEASE_TTL, "1h")
        .set(ConfigKey.LEASE_UNCERTAIN, "50m")
        .set(ConfigKey.LEASE_BEAT, "20m")
        .set(ConfigKey.WORKER_DRAIN, "1s")
        .set(ConfigKey.WORKER_INTERRUPT_GRACE, "1s")
        .build();
  }

  @Test
  void theHintIsEnough() {
    mayEnd.release(1_000);
    startSteered(4);

    queues.pause(queue, ANN);
    // A hint told before its listener has its place is missed, as a lost one is: tell until heard.
    soon()
        .until(
            () -> {
              hint();
              return gauge("paused") == 1;
            });
    enqueue(5, steered);
    enqueue(1, free);
    awaitSucceeded(free, 1);
    assertThat(started).hasValue(0);
    resume();

    awaitSucceeded(steered, 5);
  }

  /** The word and the beat are both lost; what is left is the row. */
  @Test
  void theRowRefusesWhatNobodyToldTheWorker() {
    mayEnd.release(1_000);
    startSteered(4);
    awaitFirstBeat();
    queues.pause(queue, ANN);

    enqueue(5, steered);

    // The refusal makes the worker look.
    awaitPausedHere(true);
    assertThat(asked("paused")).isPositive();
    assertThat(started).hasValue(0);
    resume();
    awaitSucceeded(steered, 5);
  }

  private void awaitFirstBeat() {
    soon()
        .until(
            () ->
                database.number(
                        "SELECT count(*) FROM orrery.worker WHERE lease_until > started_at + interval '1 h 1 ms'")
                    == 1);
  }
}
