package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.codec.DecodingFailed;
import io.orrery.codec.TooLarge;
import io.orrery.config.ConfigKey;
import io.orrery.store.Held;
import io.orrery.store.StoreRefused;
import java.time.Duration;
import java.util.List;
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
  void aRefusalAtTheLastLookIsToldAsOne() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    database.execute("ALTER TABLE orrery.job RENAME TO elsewhere");

    assertThatThrownBy(() -> sent.await(Duration.ZERO))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("orrery.job");
  }

  @Test
  void aSuccessWithoutAResultGivesNull() throws Exception {
    JobHandle<Void> sent = client.enqueue(JobType.of("send-email", Mail.class, Void.class), TO_ANN);
    worker.succeedWithoutResult(sent.id());

    assertThat(sent.await(SOON)).isNull();
  }

  @Test
  void aDeadLetterIsThrownWithWhatItDiedOf() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    worker.discard(sent.id(), "java.io.IOException: no such\u001b mailbox\n\tat example.Mailer");

    JobDead dead = catchThrowableOfType(JobDead.class, () -> sent.await(SOON));

    assertThat(dead.id()).isEqualTo(sent.id());
    assertThat(dead.type()).isEqualTo("send-email");
    assertThat(dead.reason()).isEqualTo("DISCARDED");
    assertThat(dead.attempts()).isEqualTo(1);
    assertThat(dead.error()).hasValue("java.io.IOException: no such\u001b mailbox");
    assertThat(dead)
        .hasMessage(
            "job %s of type \"send-email\" is DEAD after 1 attempt, DISCARDED: java.io.IOException: no such? mailbox; every attempt's error is kept in table orrery.attempt: mend the cause, then replay it: ./orrery dead replay, or client.deadLetters()",
            sent.id());
  }

  @Test
  void theErrorOfADeadLetterIsThatOfItsLastAttempt() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    worker.release(worker.claim(sent.id()));
    worker.discard(sent.id(), "no such mailbox");

    assertThatThrownBy(() -> sent.await(SOON))
        .hasMessageContaining("is DEAD after 2 attempts, DISCARDED: no such mailbox; ");
  }

  @Test
  void aCancelledJobIsThrownWithItsReason() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    sent.cancel("ann has left");

    JobCancelled cancelled = catchThrowableOfType(JobCancelled.class, () -> sent.await(SOON));

    assertThat(cancelled.reason()).isEqualTo("ann has left");
    assertThat(cancelled)
        .hasMessage(
            "job %s of type \"send-email\" is CANCELLED before any attempt: ann has left; it runs no more: enqueue it again if it should",
            sent.id());
  }

  @Test
  void aJobThatWasCancelledWhileItRanSaysThatItRan() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    Held running = worker.claim(sent.id());
    sent.cancel("ann has left");
    worker.release(running);

    assertThatThrownBy(() -> sent.await(SOON))
        .isInstanceOf(JobCancelled.class)
        .hasMessageContaining("is CANCELLED after 1 attempt: ann has left; ");
  }

  @Test
  void aJobThatNoWorkerHasClaimedYetSaysSo() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);

    assertThatThrownBy(() -> sent.await(SHORT))
        .isInstanceOf(JobStillOpen.class)
        .hasMessageContaining("within 50ms: it is PENDING")
        .hasMessageContaining(
            "no worker of queue \"default\" has claimed it yet, though one runs its type");
  }

  @Test
  void aJobThatNobodyRunsSaysSo() {
    JobHandle<Receipt> ofNoType =
        client.enqueue(JobType.of("fax", Mail.class, Receipt.class), TO_ANN);
    JobHandle<Receipt> onNoQueue = client.enqueue(MAIL, TO_ANN, o -> o.queue("mail"));

    assertThatThrownBy(() -> ofNoType.await(SHORT))
        .hasMessageContaining("no live worker of queue \"default\" runs type \"fax\"; start one");
    assertThatThrownBy(() -> onNoQueue.await(SHORT))
        .hasMessageContaining("no live worker of queue \"mail\" runs type \"send-email\"");
  }

  @Test
  void aWorkerThatIsNoLongerAliveRunsNothing() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);

    database.moveClock(Duration.ofHours(1));

    assertThatThrownBy(() -> sent.await(SHORT))
        .hasMessageContaining("no live worker of queue \"default\" runs type \"send-email\"");
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
  void aResultOfAnotherTypeSaysSo() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    worker.succeed(sent.id(), List.of("m-1"));

    assertThatThrownBy(() -> sent.await(SOON))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("the result of job " + sent.id());
  }

  @Test
  void aHandleOfATypeWhoseResultCantBeReadSaysSo() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    worker.succeed(sent.id(), new Receipt("m-1"));
    JobHandle<Thread> wrong =
        client.handle(sent.id(), JobType.of("send-email", Mail.class, Thread.class));

    assertThatThrownBy(() -> wrong.await(SOON))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("can't be read as java.lang.Thread");
  }

  @Test
  void aResultOverThisClientsLimitSaysSo() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    worker.succeed(sent.id(), new Receipt("x".repeat(2_000)));

    try (OrreryClient narrow =
        OrreryClient.connect(database.config().set(ConfigKey.PAYLOAD_LIMIT, "1024").build())) {
      assertThatThrownBy(() -> narrow.handle(sent.id(), MAIL).await(SOON))
          .isInstanceOf(TooLarge.class)
          .hasMessageContaining("over the limit of 1024");
    }
  }

  @Test
  void aDatabaseThatSaysNoIsNotWaitedFor() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    database.execute("ALTER TABLE orrery.job RENAME TO hidden");

    assertThatThrownBy(() -> sent.await(SOON)).isInstanceOf(StoreRefused.class);
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
