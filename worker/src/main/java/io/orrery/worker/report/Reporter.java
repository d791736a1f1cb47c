package io.orrery.worker.report;

import io.orrery.JobId;
import io.orrery.report.JobEvent;
import io.orrery.store.Held;
import io.orrery.store.LogReport;
import io.orrery.store.ProgressReport;
import io.orrery.store.Reports;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what all attempts of a worker report: once a second, and sooner when an attempt has ended,
 * many of them by one statement. While PostgreSQL is away it keeps what it has, within a bound, and
 * goes on trying. A worker whose handlers report nothing never calls PostgreSQL here.
 */
public final class Reporter {
  /** The name under which it adds lines of its own to logs. */
  static final String LOGGER = "orrery";

  private static final Logger log = LoggerFactory.getLogger(Reporter.class);
  private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  /** After attempts have ended. So many of them share a statement. */
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(50);

  /** Characters of logs that may wait to be written, of all attempts together. */
  static final long MOST_WAITING = 16 * 1024 * 1024;

  /** Of one statement. */
  private static final int MOST_ROWS = 500;

  private static final long MOST_BYTES = 4 * 1024 * 1024;

  private final Reports reports;
  private final NewsFeed news;
  private final long limit;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Runnable wake;

  private final Queue<Report> noted = new ConcurrentLinkedQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private volatile boolean hurried;

  // Used by the reporting thread alone.
  private final Map<Held, ProgressReport> progress = new HashMap<>();
  private final Deque<LogReport> chunks = new ArrayDeque<>();
  private long taken;
  private long flushedAt;
  private boolean away;

  /**
   * @param limit the most characters that are kept of one attempt's log
   * @param wake ends the pause between two turns
   */
  public Reporter(
      Reports reports,
      NewsFeed news,
      long limit,
      Clock clock,
      LongSupplier nanoTime,
      Runnable wake) {
    this.reports = reports;
    this.news = news;
    this.limit = limit;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.wake = wake;
    this.flushedAt = nanoTime.getAsLong();
  }

  /** For one more attempt. */
  public Report begin(Held job, int attempt) {
    return new Report(job, attempt, this);
  }

  /** Writes what there is, if it is time. Returns the nanoseconds until it will be. */
  public long turn() {
    long left = flushedAt + (hurried ? SOON : EVERY) - nanoTime.getAsLong();
    if (left > 0) {
      return left;
    }
    hurried = false;
    flushedAt = nanoTime.getAsLong();
    flush();
    return EVERY;
  }

  /** Writes what there is. What PostgreSQL does not take now is kept, for the next time. */
  public void flush() {
    gather();
    try {
      writeProgress();
      writeLogs();
      away = false;
    } catch (StoreUnavailable e) {
      if (!away) {
        log.warn("progress and logs of jobs wait to be written: {}", e.getMessage());
      }
      away = true;
    }
  }

  private void gather() {
    for (Report report = noted.poll(); report != null; report = noted.poll()) {
      Report.Taken some = report.take();
      if (some.progress() != null) {
        progress.put(some.progress().job(), some.progress());
      }
      chunks.addAll(some.chunks());
      taken += some.size();
    }
  }

  private void writeProgress() {
    while (!progress.isEmpty()) {
      List<ProgressReport> batch = progress.values().stream().limit(MOST_ROWS).toList();
      write("progress", () -> reports.writeProgress(batch));
      batch.forEach(written -> progress.remove(written.job()));
    }
  }

  private void writeLogs() {
    while (!chunks.isEmpty()) {
      List<LogReport> batch = new ArrayList<>();
      long bytes = 0;
      for (LogReport chunk : chunks) {
        if (batch.size() == MOST_ROWS || bytes > MOST_BYTES) {
          break;
        }
        batch.add(chunk);
        bytes += chunk.content().length;
      }
      write("logs", () -> reports.writeLog(batch));
      batch.forEach(written -> chunks.remove());
    }
    waiting.addAndGet(-taken);
    taken = 0;
  }

  /** What PostgreSQL refuses for good must not keep the rest waiting for ever. */
  private void write(String what, IntSupplier writing) {
    try {
      int refused = writing.getAsInt();
      if (refused > 0) {
        log.info("{} of {} attempts that no longer hold their jobs: not kept", what, refused);
      }
    } catch (StoreRefused e) {
      log.error("{} of jobs can't be written, and are lost", what, e);
    }
  }

  void tell(JobId job, Supplier<JobEvent> event) {
    news.tell(job, event);
  }

  void note(Report report) {
    noted.add(report);
  }

  void hurry() {
    hurried = true;
    wake.run();
  }

  /** Whether so many characters more may wait. */
  boolean room(int characters) {
    return waiting.get() + characters <= MOST_WAITING;
  }

  void waits(int characters) {
    waiting.addAndGet(characters);
  }

  long limit() {
    return limit;
  }

  Instant now() {
    return clock.instant();
  }
}
