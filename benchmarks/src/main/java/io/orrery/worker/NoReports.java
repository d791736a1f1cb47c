package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.report.JobProgress;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import io.orrery.store.Held;
import io.orrery.store.LogReport;
import io.orrery.store.ProgressReport;
import io.orrery.store.Reports;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For handlers that report nothing. */
final class NoReports implements Reports {
  @Override
  public int writeProgress(Collection<ProgressReport> reports) {
    throw new IllegalStateException("no handler here reports its progress");
  }

  @Override
  public int writeLog(Collection<LogReport> chunks) {
    throw new IllegalStateException("no handler here logs");
  }

  @Override
  public boolean keepStep(Held job, int attempt, String name, Optional<byte[]> result) {
    throw new IllegalStateException("no handler here has steps");
  }

  @Override
  public Map<JobId, JobProgress> progress(Collection<JobId> jobs) {
    return Map.of();
  }

  @Override
  public LogPage log(JobId job, LogPosition after, int chunks) {
    return new LogPage(List.of(), after);
  }

  @Override
  public Map<String, Optional<byte[]>> steps(JobId job) {
    return Map.of();
  }
}
