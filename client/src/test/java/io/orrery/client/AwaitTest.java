package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orrery.JobId;
import io.orrery.JobType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwaitTest extends ClientTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private final StandInWorker worker = new StandInWorker(database);

  @AfterEach
  void closeWorker() {
    worker.close();
  }

  @Test
  void aSuccessGivesItsResult() throws Exception {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    Future<Receipt> awaited = awaiting(sent);

    worker.succeed(sent.id(), new Receipt("m-1"));

    assertThat(awaited.get()).isEqualTo(new Receipt("m-1"));
  }

  @Test
  void aJobThatHasEndedIsSeenWithNoTimeToWait() throws Exception {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    worker.succeed(sent.id(), new Receipt("m-1"));

    assertThat(sent.await(Duration.ZERO)).isEqualTo(new Receipt("m-1"));
  }

  @Test
  void aSuccessWithoutAResultGivesNull() throws Exception {
    JobHandle<Void> sent = client.enqueue(JobType.of("send-email", Mail.class, Void.class), TO_ANN);
    worker.succeedWithoutResult(sent.id());

    assertThat(sent.await(SOON)).isNull();
  }

  @Test
  void aDeadLetterIsThrownWithItsReason() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    worker.discard(sent.id(), "no such mailbox");

    JobDead dead = catchThrowableOfType(JobDead.class, () -> sent.await(SOON));

    assertThat(dead.id()).isEqualTo(sent.id());
    assertThat(dead.type()).isEqualTo("send-email");
    assertThat(dead.reason()).isEqualTo(sent.status().reason().orElseThrow());
    assertThat(dead).hasMessageContaining(sent.id().toString()).hasMessageContaining("replay");
  }

  @Test
  void aCancelledJobIsThrownWithItsReason() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    sent.cancel("ann has left");

    JobCancelled cancelled = catchThrowableOfType(JobCancelled.class, () -> sent.await(SOON));

    assertThat(cancelled.reason()).isEqualTo("ann has left");
    assertThat(cancelled).hasMessageContaining(sent.id().toString());
  }

  @Test
  void aJobThatNobodyRunsSaysSo() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);

    assertThatThrownBy(() -> sent.await(SHORT))
        .isInstanceOf(JobStillOpen.class)
        .hasMessageContaining("PENDING")
        .hasMessageContaining("queue \"default\"")
        .hasMessageContaining("within PT0.05S");
  }

  @Test
  void aJobThatRunsOrWaitsSaysSo() {
    JobHandle<Receipt> running = client.enqueue(MAIL, TO_ANN);
    worker.claim(running.id());
    JobHandle<Receipt> waiting = client.enqueue(MAIL, TO_ANN, o -> o.in(Duration.ofHours(1)));

    assertThatThrownBy(() -> running.await(SHORT)).hasMessageContaining("RUNNING, attempt 1");
    assertThatThrownBy(() -> waiting.await(SHORT)).hasMessageContaining("SCHEDULED until");
  }

  @Test
  void aJobThatIsNotThereSaysSo() {
    JobHandle<Receipt> none = client.handle(JobId.next(), MAIL);

    assertThatThrownBy(() -> none.await(SHORT)).isInstanceOf(JobUnknown.class);
    assertThatThrownBy(none::status)
        .isInstanceOf(JobUnknown.class)
        .hasMessageContaining("not committed");
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    sent.await(SOON);
                  } catch (Throwable e) {
                    thrown.complete(e);
                  }
                });

    waiting.interrupt();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  private static Future<Receipt> awaiting(JobHandle<Receipt> job) {
    FutureTask<Receipt> awaited = new FutureTask<>(() -> job.await(SOON));
    Thread.ofVirtual().start(awaited);
    return awaited;
  }
}
