package io.orrery.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.report.LogChunk;
import io.orrery.report.LogLine;
import io.orrery.report.Progress;
import io.orrery.store.Held;
import io.orrery.store.ProgressReport;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** When and how much is written at a time, by a moved clock and into memory. */
class ReporterTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger woken = new AtomicInteger();
  private final MemoryReports written = new MemoryReports();
  private final Broker broker =
      Brokers.connect(URI.create("memory:reporter"), "test", new BrokerEvents() {});
  private final Reporter reporter =
      new Reporter(
          written,
          new NewsFeed(broker, new Audience(nanos::get), nanos::get, () -> {}),
          1_000_000,
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
          nanos::get,
          woken::incrementAndGet);
  private final Held job = new Held(JobId.next(), 1);
  private final Report report = reporter.begin(job, 1);

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void theLatestProgressIsWrittenOnceASecond() {
    report.progress(Progress.of(0.1, null));
    report.progress(Progress.of(0.2, null));
    reporter.turn();
    assertThat(written.progress).isEmpty();

    pass(Duration.ofSeconds(1));
    reporter.turn();
    pass(Duration.ofSeconds(1));
    reporter.turn();

    assertThat(written.progress)
        .containsExactly(new ProgressReport(job, 1, Progress.of(0.2, null)));
  }

  @Test
  void theEndOfAnAttemptIsNotWaitedForASecond() {
    info("last words");
    report.end();
    assertThat(woken).hasValue(1);

    pass(Duration.ofMillis(50));
    reporter.turn();

    assertThat(written.lines()).containsExactly("last words");
  }

  @Test
  void afterItsEndNothingIsTaken() {
    report.end();
    info("too late");
    report.progress(Progress.of(1, null));

    reporter.flush();

    assertThat(written.lines()).isEmpty();
    assertThat(written.progress).isEmpty();
  }

  @Test
  void whatPostgresDidNotTakeIsKept() {
    info("one");
    report.progress(Progress.of(0.5, null));
    written.away = true;
    reporter.flush();
    info("two");
    report.progress(Progress.of(0.6, null));
    reporter.flush();

    written.away = false;
    reporter.flush();

    assertThat(written.lines()).containsExactly("one", "two");
    assertThat(written.progress)
        .containsExactly(new ProgressReport(job, 1, Progress.of(0.6, null)));
  }

  @Test
  void whatDoesNotFitMeanwhileIsCountedInTheLog() {
    written.away = true;
    List<Report> attempts = new ArrayList<>();
    String long16K = "x".repeat(LogLine.LONGEST_TEXT);
    for (int i = 0; i < 20; i++) {
      Report attempt = reporter.begin(new Held(JobId.next(), 1), 1);
      for (int line = 0; line < 60; line++) {
        attempt.log(Level.INFO, "", long16K);
      }
      attempts.add(attempt);
    }
    reporter.flush();
    info("does not fit");
    written.away = false;
    reporter.flush();

    info("fits again");
    reporter.flush();

    List<String> mine = written.linesOf(job);
    assertThat(mine)
        .containsExactly(
            "lines not kept here, since too many waited to be written: 1", "fits again");
    assertThat(written.characters()).isLessThanOrEqualTo(Reporter.MOST_WAITING + 200);
    assertThat(attempts).hasSize(20);
  }

  @Test
  void manyLinesGoInChunksThatCanBeReadAlone() {
    for (int i = 1; i <= 3_000; i++) {
      info("line " + i + " " + "y".repeat(100));
    }

    reporter.flush();

    assertThat(written.chunks).hasSizeGreaterThan(3);
    assertThat(written.lines()).hasSize(3_000);
    assertThat(written.chunks.getLast().firstLine() + written.chunks.getLast().lines() - 1)
        .isEqualTo(3_000);
    assertThat(written.chunks)
        .allSatisfy(chunk -> assertThat(chunk.content()).hasSizeLessThan(LogChunk.TARGET));
  }

  private void info(String text) {
    report.log(Level.INFO, "", text);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
