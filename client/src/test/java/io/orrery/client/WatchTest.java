package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import io.orrery.report.JobEvent;
import io.orrery.report.LogChunk;
import io.orrery.report.LogLine;
import io.orrery.report.LogPosition;
import io.orrery.report.Progress;
import io.orrery.store.Held;
import io.orrery.store.LogReport;
import io.orrery.store.PostgresStore;
import io.orrery.store.ProgressReport;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** A job is watched while it runs: by news, and by what PostgreSQL has where news are lost. */
class WatchTest extends ClientTest {
  private final StandInWorker worker = new StandInWorker(database);
  private final PostgresStore store = database.open();
  private final Broker broker = Brokers.connect(config.broker(), "worker", new BrokerEvents() {});
  private final List<JobEvent> told = new CopyOnWriteArrayList<>();
  private JobId job;
  private Held held;

  @BeforeEach
  void aJobRuns() {
    job = client.enqueue(MAIL, TO_ANN).id();
    held = worker.claim(job);
  }

  @AfterEach
  void closeWorker() {
    broker.close();
    store.close();
    worker.close();
  }

  @Test
  void newsAreToldAtOnceAndNothingTwice() throws Exception {
    try (JobWatch watch = watch()) {
      await()
          .atMost(SOON)
          .until(() -> ears.hinted().stream().anyMatch(Hint.Watch.class::isInstance));
      await().atMost(SOON).until(() -> !moves().isEmpty());
      tellUntilHeard(line(1));
      broker.tell(news(line(2)));
      broker.tell(news(new JobEvent.Progressed(job, 1, Progress.of(1, 2, "half"))));
      await().atMost(SOON).until(() -> lines().size() == 2 && progress().size() == 1);

      write(1, 2, 3);
      store
          .reports()
          .writeProgress(List.of(new ProgressReport(held, 1, Progress.of(1, 2, "half"))));
      worker.succeed(held);

      assertThat(watch.awaitEnd(SOON)).isTrue();
    }
    assertThat(lines()).containsExactly(1, 2, 3);
    assertThat(progress()).containsExactly(Progress.of(1, 2, "half"));
    assertThat(moves()).containsExactly(JobState.RUNNING, JobState.SUCCEEDED);
  }

  @Test
  void whatTheBrokerLosesPostgresTellsInOrder() throws Exception {
    try (JobWatch watch = watch()) {
      await().atMost(SOON).until(() -> !moves().isEmpty());
      broker.tell(news(line(3)));
      write(1, 2);
      await().atMost(SOON).until(() -> lines().size() >= 2);
      broker.tell(news(line(4)));
      write(3, 4);
      worker.succeed(held);

      assertThat(watch.awaitEnd(SOON)).isTrue();
    }
    assertThat(lines()).containsExactly(1, 2, 3, 4);
  }

  /** Else a watch that missed one line would be late by a second for ever. */
  @Test
  void newsThatCameBeforeAMissingLineAreToldAfterIt() {
    try (JobWatch watch = watch()) {
      await().atMost(SOON).until(() -> !moves().isEmpty());
      await()
          .atMost(SOON)
          .until(
              () -> {
                broker.tell(news(line(3)));
                write(1, 2);
                return lines().size() == 3;
              });
      broker.tell(news(line(4)));

      await().atMost(SOON).until(() -> lines().size() == 4);
      assertThat(lines()).containsExactly(1, 2, 3, 4);
      watch.close();
    }
  }

  @Test
  void linesOfALaterAttemptComeAfterThoseOfAnEarlier() throws Exception {
    write(1);
    worker.release(held);
    held = worker.claim(job);
    store
        .reports()
        .writeLog(List.of(new LogReport(held, 2, 1, 1, LogChunk.encode(List.of(line(2, 1))))));
    worker.succeed(held);

    try (JobWatch watch = watch()) {
      assertThat(watch.awaitEnd(SOON)).isTrue();
    }

    assertThat(logged()).extracting(event -> event.line().attempt()).containsExactly(1, 2);
    assertThat(logged()).extracting(JobEvent.Logged::fence).containsExactly(1L, held.fence());
  }

  @Test
  void aWatchBeginsAfterAnyPlace() throws Exception {
    write(1, 2, 3);
    worker.succeed(held);

    try (JobWatch watch = client.jobs().watch(job, new LogPosition(held.fence(), 2), told::add)) {
      assertThat(watch.awaitEnd(SOON)).isTrue();
    }

    assertThat(lines()).containsExactly(3);
  }

  @Test
  void aClosedWatchTellsNothingMore() {
    JobWatch watch = watch();
    await().atMost(SOON).until(() -> !moves().isEmpty());

    watch.close();
    int before = told.size();
    write(1);
    broker.tell(news(line(1)));
    try (JobWatch other = client.jobs().watch(job, LogPosition.START, told::add)) {
      await().atMost(SOON).until(() -> told.size() >= before + 2);
    }

    assertThat(told).hasSize(before + 2);
  }

  @Test
  void aListenerThatThrowsEndsItsWatchAlone() throws Exception {
    JobWatch broken =
        client
            .jobs()
            .watch(
                job,
                LogPosition.START,
                event -> {
                  throw new IllegalStateException("on purpose");
                });
    assertThat(broken.awaitEnd(SOON)).isFalse();

    try (JobWatch watch = watch()) {
      worker.succeed(held);
      assertThat(watch.awaitEnd(SOON)).isTrue();
    }
  }

  private JobWatch watch() {
    return client.jobs().watch(job, LogPosition.START, told::add);
  }

  /** Until the watch has its place at the broker, news are missed as lost ones are. */
  private void tellUntilHeard(JobEvent.Logged event) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              broker.tell(news(event));
              return !lines().isEmpty();
            });
  }

  private News news(JobEvent event) {
    JobEvent ofAnother =
        new JobEvent.Moved(JobId.next(), "other", QueueName.DEFAULT, JobState.DEAD, 1);
    return new News(List.of(ofAnother, event), 0);
  }

  private JobEvent.Logged line(int number) {
    return new JobEvent.Logged(job, held.fence(), line(1, number));
  }

  private static LogLine line(int attempt, int number) {
    return new LogLine(attempt, number, Instant.EPOCH, Level.INFO, "", "line " + number);
  }

  private void write(int... numbers) {
    List<LogLine> some = IntStream.of(numbers).mapToObj(number -> line(1, number)).toList();
    store
        .reports()
        .writeLog(
            List.of(new LogReport(held, 1, numbers[0], numbers.length, LogChunk.encode(some))));
  }

  private List<JobEvent.Logged> logged() {
    return told.stream()
        .filter(JobEvent.Logged.class::isInstance)
        .map(JobEvent.Logged.class::cast)
        .toList();
  }

  private List<Integer> lines() {
    return logged().stream().map(event -> event.line().number()).toList();
  }

  private List<JobState> moves() {
    return told.stream()
        .filter(JobEvent.Moved.class::isInstance)
        .map(event -> ((JobEvent.Moved) event).state())
        .toList();
  }

  private List<Progress> progress() {
    return told.stream()
        .filter(JobEvent.Progressed.class::isInstance)
        .map(event -> ((JobEvent.Progressed) event).progress())
        .toList();
  }
}
