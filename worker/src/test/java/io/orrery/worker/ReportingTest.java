package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobContext;
import io.orrery.JobId;
import io.orrery.JobInterrupted;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.broker.Hint;
import io.orrery.config.ConfigKey;
import io.orrery.report.JobEvent;
import io.orrery.report.JobProgress;
import io.orrery.report.LogLine;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import io.orrery.report.Progress;
import io.orrery.worker.Handlers.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What handlers report while they run reaches PostgreSQL, under the fence of their attempt. */
class ReportingTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");

  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @Test
  void progressAndLogAreSeenWhileTheJobRuns() {
    start(
        aWorker(
            plain(
                (text, job) -> {
                  job.progress(0.4, "rendered");
                  job.log().info("page {} of {}", 1, 3);
                  mayEnd.await();
                  return text;
                })));
    JobId id = enqueue(PLAIN, HELLO);

    soon().until(() -> progress(id).isPresent() && !log(id).isEmpty());

    assertThat(status(id).state()).isEqualTo(JobState.RUNNING);
    JobProgress seen = progress(id).orElseThrow();
    assertThat(seen.attempt()).isEqualTo(1);
    assertThat(seen.progress()).isEqualTo(Progress.of(0.4, "rendered"));
    LogLine line = log(id).getFirst();
    assertThat(line.text()).isEqualTo("page 1 of 3");
    assertThat(line.level()).isEqualTo(Level.INFO);
    assertThat(line.number()).isEqualTo(1);
    mayEnd.countDown();
  }

  @Test
  void whoWatchesIsToldAtOnce() {
    List<JobEvent> heard = new CopyOnWriteArrayList<>();
    CountDownLatch watched = new CountDownLatch(1);
    broker.onNews(news -> heard.addAll(news.events()));
    start(
        aWorker(
                plain(
                    (text, job) -> {
                      watched.await();
                      job.progress(1, 2);
                      job.log().info("one of two");
                      return text;
                    }))
            .queue("default", 100));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);
    // Told until heard, as any watcher's hint is.
    soon()
        .until(
            () -> {
              broker.hint(new Hint.Watch(Optional.empty(), 60_000));
              JobId other = enqueue(PLAIN, HELLO);
              awaitState(other, JobState.RUNNING);
              return heard.contains(moved(other, JobState.RUNNING));
            });

    watched.countDown();

    soon()
        .untilAsserted(
            () ->
                assertThat(heard.stream().filter(event -> event.job().equals(id)))
                    .extracting(event -> (Object) event.getClass())
                    .containsExactly(
                        JobEvent.Progressed.class, JobEvent.Logged.class, JobEvent.Moved.class));
    assertThat(heard).contains(moved(id, JobState.SUCCEEDED));
  }

  private static JobEvent moved(JobId id, JobState state) {
    return new JobEvent.Moved(id, PLAIN.name(), QueueName.DEFAULT, state, 1);
  }

  @Test
  void whatWasSaidLastIsKeptOfEveryAttempt() {
    start(
        aWorker(
            plain(
                (text, job) -> {
                  job.progress(job.attempt(), 2);
                  job.log().warn("attempt {}", job.attempt(), new IllegalStateException("so"));
                  if (job.attempt() == 1) {
                    throw new IllegalStateException("the first fails");
                  }
                  return text;
                })));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SCHEDULED);
    promote(id);
    awaitState(id, JobState.SUCCEEDED);

    soon().until(() -> log(id).size() == 2 && progress(id).orElseThrow().attempt() == 2);

    assertThat(log(id)).extracting(LogLine::attempt).containsExactly(1, 2);
    assertThat(log(id)).extracting(LogLine::number).containsExactly(1, 1);
    assertThat(log(id).getFirst().text())
        .startsWith("attempt 1\njava.lang.IllegalStateException: so\n\tat ");
    assertThat(progress(id).orElseThrow().progress()).isEqualTo(Progress.of(2, 2, ""));
  }

  @Test
  void anAttemptThatWasReplacedReportsNoMore() {
    CountDownLatch saysMore = new CountDownLatch(1);
    CompletableFuture<Throwable> step = new CompletableFuture<>();
    start(
        aWorker(
            plain(
                (text, job) -> {
                  job.log().info("mine");
                  saysMore.await();
                  job.progress(1);
                  job.log().info("not mine any more");
                  step.complete(failureOf(job));
                  return text;
                })));
    JobId id = enqueue(PLAIN, HELLO);
    soon().until(() -> log(id).size() == 1);
    // In a transaction of its own, and no beat between this and the latch can be told from none.
    database.execute("UPDATE orrery.job SET fence = fence + 1 WHERE id = '" + id + "'");

    saysMore.countDown();

    soon().until(() -> oddities("fenced") + oddities("given_up") > 0 || step.isDone());
    assertThat(step.join()).isInstanceOf(JobInterrupted.class);
    soon().until(() -> oddities("fenced") > 0);
    assertThat(log(id)).extracting(LogLine::text).containsExactly("mine");
    assertThat(progress(id)).isEmpty();
    assertThat(database.number("SELECT count(*) FROM orrery.job_step")).isZero();
  }

  private static Throwable failureOf(JobContext job) {
    try {
      return new AssertionError(job.step("late", Integer.class, () -> 1));
    } catch (Exception e) {
      return e;
    }
  }

  @Test
  void aLogIsCutAtItsLimitAndSaysSo() {
    start(
        Worker.builder(configure(aConfig().set(ConfigKey.WORKER_LOG_LIMIT, "2000")))
            .handler(
                plain(
                    (text, job) -> {
                      for (int i = 0; i < 100; i++) {
                        job.log().info("x".repeat(100));
                      }
                      return text;
                    })));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SUCCEEDED);

    soon().until(() -> !log(id).isEmpty());

    List<LogLine> log = log(id);
    assertThat(log).hasSizeBetween(15, 20);
    assertThat(log.getLast().text())
        .isEqualTo("the log of this attempt is cut here, at 2000 characters");
    assertThat(log.getLast().level()).isEqualTo(Level.WARN);
  }

  @Test
  void aStepThatWasDoneIsNotDoneAgain() {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger unwound = new AtomicInteger();
    start(
        aWorker(
            plain(
                (text, job) -> {
                  Text first =
                      job.step(
                          "first",
                          Text.class,
                          () -> new Text(text.value() + done.incrementAndGet()));
                  job.step("nothing", Void.class, () -> null);
                  job.step(
                      "second",
                      Integer.class,
                      () -> {
                        if (unwound.getAndIncrement() == 0) {
                          throw new IllegalStateException("the first try fails");
                        }
                        return 2;
                      });
                  return first;
                })));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SCHEDULED);
    promote(id);

    awaitState(id, JobState.SUCCEEDED);

    assertThat(done).hasValue(1);
    assertThat(unwound).hasValue(2);
    assertThat(database.number("SELECT count(*) FROM orrery.job_step")).isEqualTo(3);
  }

  @Test
  void aBadStepOrProgressFailsTheAttemptInWords() {
    CompletableFuture<JobContext> context = new CompletableFuture<>();
    start(
        aWorker(
            plain(
                (text, job) -> {
                  context.complete(job);
                  mayEnd.await();
                  return text;
                })));
    enqueue(PLAIN, HELLO);
    JobContext job = context.join();

    assertThatThrownBy(() -> job.step("no spaces", Integer.class, () -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("step name \"no spaces\" is not legal");
    assertThatThrownBy(() -> job.step("stream", Thread.class, () -> null))
        .isInstanceOf(io.orrery.codec.EncodingFailed.class);
    assertThatThrownBy(() -> job.progress(1.2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("progress of 1.2");
    assertThatThrownBy(() -> job.progress(3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("progress of 3 of 2");
    assertThatThrownBy(() -> job.progress(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    mayEnd.countDown();
  }

  @Test
  void aJobThatReportsNothingWritesNothing() {
    start(aWorker(plain((text, job) -> text)));
    JobId id = enqueue(PLAIN, HELLO);

    awaitState(id, JobState.SUCCEEDED);

    assertThat(calls("Runs", "succeed")).isEqualTo(1);
    assertThat(calls("Reports", "writeProgress")).isZero();
    assertThat(calls("Reports", "writeLog")).isZero();
  }

  private double calls(String store, String call) {
    Double calls =
        metrics.getSampleValue(
            "orrery_store_seconds_count",
            new String[] {"store", "call"},
            new String[] {store, call});
    return calls == null ? 0 : calls;
  }

  private Optional<JobProgress> progress(JobId id) {
    return Optional.ofNullable(store.reports().progress(List.of(id)).get(id));
  }

  private List<LogLine> log(JobId id) {
    List<LogLine> lines = new ArrayList<>();
    LogPage page = store.reports().log(id, LogPosition.START, 100);
    while (!page.lines().isEmpty()) {
      lines.addAll(page.lines());
      page = store.reports().log(id, page.end(), 100);
    }
    return lines;
  }
}
