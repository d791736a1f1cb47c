package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobInterrupted;
import io.orrery.JobState;
import io.orrery.broker.Hint;
import io.orrery.config.ConfigKey;
import io.orrery.config.HandlerThreads;
import io.orrery.store.AttemptRecord;
import io.orrery.worker.Handlers.Text;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A job is cancelled while it runs. */
@ParameterizedClass
@EnumSource(names = {"VIRTUAL", "PLATFORM"})
class CancelTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");
  private final CountDownLatch never = new CountDownLatch(1);

  CancelTest(HandlerThreads threads) {
    super(threads);
  }

  @Test
  void aBeatTellsAndTheHandlerIsInterrupted() {
    start(aWorker(plain((text, job) -> waiting(text))));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);

    store.cancels().cancel(id, "no longer needed");

    awaitState(id, JobState.CANCELLED);
    assertThat(status(id).reason()).contains("no longer needed");
    assertThat(attempts(id)).extracting(AttemptRecord::outcome).containsExactly("CANCELLED");
  }

  @Test
  void aHintTellsBeforeTheNextBeat() {
    start(
        Worker.builder(
                aConfig()
                    .set(ConfigKey.LEASE_TTL, "1h")
                    .set(ConfigKey.LEASE_UNCERTAIN, "40m")
                    .set(ConfigKey.LEASE_BEAT, "20m")
                    .build())
            .handler(plain((text, job) -> waiting(text))));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);

    store.cancels().cancel(id, "no longer needed");
    broker.hint(new Hint.Cancel(id));

    awaitState(id, JobState.CANCELLED);
  }

  @Test
  void aHintWithoutACancelChangesNothing() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    start(
        aWorker(
            plain(
                (text, job) -> {
                  mayEnd.await();
                  return text;
                })));
    JobId id = enqueue(PLAIN, HELLO);
    JobId other = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);
    awaitState(other, JobState.RUNNING);

    broker.hint(new Hint.Cancel(id));
    store.cancels().cancel(other, "proves that a beat has passed");
    awaitState(other, JobState.CANCELLED);
    mayEnd.countDown();

    awaitState(id, JobState.SUCCEEDED);
  }

  @Test
  void aHandlerMayAskInsteadOfBeingInterrupted() {
    start(
        aWorker(
            plain(
                (text, job) -> {
                  while (true) {
                    job.checkCancelled();
                    Thread.onSpinWait();
                  }
                })));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);

    store.cancels().cancel(id, "no longer needed");

    awaitState(id, JobState.CANCELLED);
    assertThat(attempts(id).getFirst().error().orElse(""))
        .contains(JobInterrupted.class.getName(), "it was cancelled");
  }

  @Test
  void aHandlerThatReturnsAllTheSameWins() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    start(aWorker(plain((text, job) -> finishing(text, mayEnd))));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);

    store.cancels().cancel(id, "too late");
    mayEnd.countDown();

    awaitState(id, JobState.SUCCEEDED);
  }

  private static Text finishing(Text text, CountDownLatch mayEnd) {
    while (true) {
      try {
        mayEnd.await();
        return text;
      } catch (InterruptedException e) {
        // Nearly done: this handler would rather finish.
      }
    }
  }

  private Text waiting(Text text) throws InterruptedException {
    never.await();
    return text;
  }
}
