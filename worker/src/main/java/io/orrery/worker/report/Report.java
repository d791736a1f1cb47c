package io.orrery.worker.report;

import io.orrery.report.JobEvent;
import io.orrery.report.LogChunk;
import io.orrery.report.LogLine;
import io.orrery.report.Progress;
import io.orrery.store.Held;
import io.orrery.store.LogReport;
import io.orrery.store.ProgressReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What one attempt reports, until it is written: its latest progress, and the lines of its log that
 * PostgreSQL does not have yet. Safe for many threads.
 */
public final class Report {
  private final Held job;
  private final int attempt;
  private final Reporter reporter;

  // All guarded by this.
  private @Nullable Progress progress;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private int nextLine = 1;
  private long size;
  private int dropped;
  private boolean cut;
  private boolean ended;
  private boolean noted;

  Report(Held job, int attempt, Reporter reporter) {
    this.job = job;
    this.attempt = attempt;
    this.reporter = reporter;
  }

  /**
   * Takes the place of what was said before. After the attempt's end, nothing is taken any more.
   */
  public void progress(Progress latest) {
    synchronized (this) {
      if (ended) {
        return;
      }
      progress = latest;
    }
    reporter.tell(job.id(), () -> new JobEvent.Progressed(job.id(), attempt, latest));
    note();
  }

  /**
   * Adds a line. What goes beyond the limit of an attempt, or comes while too much waits to be
   * written, is not kept; the log says where.
   *
   * @param logger the name of the logger that took it; empty for the job's own
   */
  public void log(Level level, String logger, String text) {
    synchronized (this) {
      if (ended || cut) {
        return;
      }
      LogLine line = new LogLine(attempt, nextLine, reporter.now(), level, logger, text);
      if (!reporter.room(line.size())) {
        dropped++;
        return;
      }
      tellOfDropped();
      add(line.level(), line.logger(), line.text());
    }
    note();
  }

  /** The handler has ended: what its threads say later is not taken, what was said is soon kept. */
  public void end() {
    synchronized (this) {
      ended = true;
      tellOfDropped();
    }
    note();
    reporter.hurry();
  }

  private void tellOfDropped() {
    if (dropped > 0 && !cut) {
      String text = "lines not kept here, since too many waited to be written: " + dropped;
      dropped = 0;
      add(Level.WARN, Reporter.LOGGER, text);
    }
  }

  private void add(Level level, String logger, String text) {
    LogLine line = new LogLine(attempt, nextLine, reporter.now(), level, logger, text);
    if (size + line.size() > reporter.limit()) {
      cut = true;
      String words = "the log of this attempt is cut here, at " + reporter.limit() + " characters";
      line = new LogLine(attempt, nextLine, line.at(), Level.WARN, Reporter.LOGGER, words);
    }
    nextLine++;
    size += line.size();
    lines.add(line);
    reporter.waits(line.size());
    LogLine added = line;
    reporter.tell(job.id(), () -> new JobEvent.Logged(job.id(), job.fence(), added));
  }

  /** Makes it known as one that has something to write; once, until that is taken. */
  private void note() {
    synchronized (this) {
      if (noted || (progress == null && lines.isEmpty())) {
        return;
      }
      noted = true;
    }
    reporter.note(this);
  }

  /** Hands over what is to be written, and forgets it. */
  synchronized Taken take() {
    noted = false;
    Progress latest = progress;
    progress = null;
    List<LogReport> chunks = new ArrayList<>();
    long taken = 0;
    while (!lines.isEmpty()) {
      List<LogLine> some = new ArrayList<>();
      int chunk = 0;
      while (!lines.isEmpty() && chunk < LogChunk.TARGET) {
        LogLine line = lines.remove();
        chunk += line.size();
        some.add(line);
      }
      taken += chunk;
      chunks.add(
          new LogReport(
              job, attempt, some.getFirst().number(), some.size(), LogChunk.encode(some)));
    }
    return new Taken(
        latest == null ? null : new ProgressReport(job, attempt, latest), chunks, taken);
  }

  /**
   * What a report handed over.
   *
   * @param size of the lines, as {@link LogLine#size}
   */
  record Taken(@Nullable ProgressReport progress, List<LogReport> chunks, long size) {}
}
