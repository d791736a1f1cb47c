package io.orrery.worker.report;

import io.orrery.JobId;
import io.orrery.report.JobProgress;
import io.orrery.report.LogChunk;
import io.orrery.report.LogLine;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import io.orrery.store.Held;
import io.orrery.store.LogReport;
import io.orrery.store.ProgressReport;
import io.orrery.store.Reports;
import io.orrery.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what is written, while it can be. Used by one thread. */
public final class MemoryReports implements Reports {
  final List<ProgressReport> progress = new ArrayList<>();
  final List<LogReport> chunks = new ArrayList<>();
  boolean away;

  @Override
  public int writeProgress(Collection<ProgressReport> reports) {
    answer();
    progress.addAll(reports);
    return 0;
  }

  @Override
  public int writeLog(Collection<LogReport> some) {
    answer();
    chunks.addAll(some);
    return 0;
  }

  private void answer() {
    if (away) {
      throw new StoreUnavailable("PostgreSQL is away", new IllegalStateException());
    }
  }

  List<String> lines() {
    return chunks.stream().flatMap(chunk -> decoded(chunk).stream()).map(LogLine::text).toList();
  }

  List<String> linesOf(Held job) {
    return chunks.stream()
        .filter(chunk -> chunk.job().equals(job))
        .flatMap(chunk -> decoded(chunk).stream())
        .map(LogLine::text)
        .toList();
  }

  long characters() {
    return chunks.stream().flatMap(chunk -> decoded(chunk).stream()).mapToLong(LogLine::size).sum();
  }

  private static List<LogLine> decoded(LogReport chunk) {
    return LogChunk.decode(chunk.attempt(), chunk.firstLine(), chunk.content());
  }

  @Override
  public boolean keepStep(Held held, int attempt, String name, Optional<byte[]> result) {
    throw new IllegalStateException("no step here");
  }

  @Override
  public Map<JobId, JobProgress> progress(Collection<JobId> jobs) {
    return Map.of();
  }

  @Override
  public LogPage log(JobId id, LogPosition after, int most) {
    return new LogPage(List.of(), after);
  }

  @Override
  public Map<String, Optional<byte[]>> steps(JobId id) {
    return Map.of();
  }
}
