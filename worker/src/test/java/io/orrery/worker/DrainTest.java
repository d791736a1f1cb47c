package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.config.ConfigKey;
import io.orrery.config.HandlerThreads;
import io.orrery.worker.Handlers.Text;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker is closed while it has work. */
@Timeout(120)
@ParameterizedClass
@EnumSource(names = {"VIRTUAL", "PLATFORM"})
class DrainTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  DrainTest(HandlerThreads threads) {
    super(threads);
  }

  @Test
  void runningJobsFinishAndWaitingOnesStayForOthers() throws InterruptedException {
    Worker worker =
        start(
            Worker.builder(aConfig().set(ConfigKey.WORKER_DRAIN, "24h").build())
                .queue("default", 1)
                .handler(plain((text, job) -> waiting(text))));
    JobId running = enqueue(PLAIN, HELLO);
    awaitState(running, JobState.RUNNING);
    JobId waiting = enqueue(PLAIN, HELLO);

    Thread closing = Thread.ofPlatform().start(worker::close);
    soon().until(() -> database.column("SELECT status FROM orrery.worker").contains("DRAINING"));
    mayEnd.countDown();
    closing.join();

    assertThat(status(running).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(status(waiting).state()).isEqualTo(JobState.PENDING);
    assertThat(broker.depth(PLAIN.queue())).isOne();
    assertThat(database.column("SELECT status FROM orrery.worker")).containsExactly("GONE");
  }

  @Test
  void jobsThatDoNotEndInTimeAreInterruptedAndRunElsewhereAtNoCost() {
    Worker first = start(aWorker(plain((text, job) -> waiting(text))));
    JobId id = enqueue(PLAIN, HELLO, o -> o.maxRetries(0));
    awaitState(id, JobState.RUNNING);

    first.close();
    start(Worker.builder(config).handler(plain((text, job) -> text)));

    awaitState(id, JobState.SUCCEEDED);
    assertThat(attempts(id).getFirst().outcome()).isEqualTo("RELEASED");
    assertThat(status(id).failures()).isZero();
    assertThat(status(id).lost()).isZero();
  }

  @Test
  void jobsWhoseHandlersIgnoreTheirInterruptAreReleased() {
    Worker worker = start(aWorker(plain((text, job) -> deaf(text))));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);

    worker.close();

    assertThat(status(id).state()).isEqualTo(JobState.PENDING);
    assertThat(oddities("given_up")).isOne();
    mayEnd.countDown();
  }

  @Test
  void aCancelThatWasPromisedHoldsThroughADrain() {
    Worker worker =
        start(
            Worker.builder(
                    aConfig()
                        .set(ConfigKey.WORKER_DRAIN, "0s")
                        .set(ConfigKey.LEASE_BEAT, "4s")
                        .build())
                .handler(plain((text, job) -> waiting(text))));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);

    store.cancels().cancel(id, "no longer needed");
    worker.close();

    assertThat(status(id).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void aSecondCloseSkipsTheTimeToFinish() throws InterruptedException {
    Worker worker =
        start(
            Worker.builder(aConfig().set(ConfigKey.WORKER_DRAIN, "24h").build())
                .handler(plain((text, job) -> waiting(text))));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);

    Thread closing = Thread.ofPlatform().start(worker::close);
    soon().until(() -> database.column("SELECT status FROM orrery.worker").contains("DRAINING"));
    worker.close();
    closing.join();

    assertThat(status(id).state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void whoeverAwaitsTheShutdownGoesOnAfterIt() throws InterruptedException {
    Worker worker = start(aWorker(plain((text, job) -> text)));
    CountDownLatch returned = new CountDownLatch(1);
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    worker.awaitShutdown();
                    returned.countDown();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });

    worker.close();

    assertThat(returned.await(60, TimeUnit.SECONDS)).isTrue();
    waiting.join();
  }

  @Test
  void nothingIsLostAndNoThreadIsLeftHoweverOftenWorkersComeAndGo() {
    List<JobId> jobs = IntStream.range(0, 300).mapToObj(i -> enqueue(PLAIN, HELLO)).toList();

    for (int i = 0; i < 10; i++) {
      Worker.builder(config).handler(plain((text, job) -> text)).start().close();
    }
    start(aWorker(plain((text, job) -> text)).queue("default", 20)).id();

    soon()
        .untilAsserted(
            () ->
                assertThat(
                        database.number(
                            "SELECT count(*) FROM orrery.job WHERE state = 'SUCCEEDED'"))
                    .isEqualTo(jobs.size()));
    assertThat(
            database.number("SELECT count(*) FROM orrery.job_audit WHERE new_state = 'SUCCEEDED'"))
        .isEqualTo(jobs.size());
    assertThat(threads("orrery-dispatch")).isOne();
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }

  private Text waiting(Text text) throws InterruptedException {
    mayEnd.await();
    return text;
  }

  private Text deaf(Text text) {
    while (true) {
      try {
        return waiting(text);
      } catch (InterruptedException e) {
        // Goes on, as a handler should not.
      }
    }
  }
}
