package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.broker.Hint;
import org.junit.jupiter.api.Test;

class CancelTest extends ClientTest {
  @Test
  void aWaitingJobIsCancelledWithItsReason() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);

    assertThat(sent.cancel("ann has left")).isTrue();

    assertThat(sent.status().state()).isEqualTo(JobState.CANCELLED);
    assertThat(sent.status().reason()).hasValue("ann has left");
  }

  @Test
  void aRunningJobIsAskedToStopAndItsWorkerIsTold() {
    try (StandInWorker worker = new StandInWorker(database)) {
      JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
      worker.claim(sent.id());

      assertThat(sent.cancel("ann has left")).isTrue();

      assertThat(sent.status().state()).isEqualTo(JobState.RUNNING);
      assertThat(sent.status().cancelRequested()).isTrue();
      assertThat(ears.awaitHints(1)).containsExactly(new Hint.Cancel(sent.id()));
    }
  }

  @Test
  void whatHasEndedCantBeCancelled() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    sent.cancel("first");

    assertThat(sent.cancel("second")).isFalse();

    assertThat(sent.status().reason()).hasValue("first");
  }

  @Test
  void whatIsNotThereCantBeCancelled() {
    assertThat(client.handle(JobId.next(), MAIL).cancel("nobody")).isFalse();
  }

  @Test
  void aReasonMustBeSayable() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);

    assertThatThrownBy(() -> sent.cancel(" ")).hasMessageContaining("0 characters");
    assertThatThrownBy(() -> sent.cancel("x".repeat(1_001))).hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> sent.cancel("a\0b")).hasMessageContaining("control character");
    assertThat(sent.status().state()).isEqualTo(JobState.PENDING);
  }
}
