package io.orrery.store;

import io.orrery.JobId;
import io.orrery.report.JobProgress;
import io.orrery.report.LogChunk;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What attempts report while they run. Safe for many threads. What is written may be repeated, and
 * is refused where the job's fence has risen since: another attempt, or nobody, holds the job then.
 *
 * <p>Every method throws {@link StoreUnavailable} when PostgreSQL can't be reached.
 */
public interface Reports {
  /**
   * Writes the latest progress of attempts, at most one of each job.
   *
   * @return how many were refused by their fence
   */
  int writeProgress(Collection<ProgressReport> reports);

  /**
   * Adds lines to the logs of attempts.
   *
   * @return how many chunks were refused by their fence
   */
  int writeLog(Collection<LogReport> chunks);

  /**
   * Keeps the result of a step, for later attempts of the same job.
   *
   * @return false if the attempt does not hold the job any more
   */
  boolean keepStep(Held job, int attempt, String name, Optional<byte[]> result);

  /** How far those of these jobs have come whose attempts said so. */
  Map<JobId, JobProgress> progress(Collection<JobId> jobs);

  /**
   * Reads a job's log on from a place: of one attempt at a time.
   *
   * @param chunks at most so many, of about {@link LogChunk#TARGET} characters each; 1 or more
   */
  LogPage log(JobId job, LogPosition after, int chunks);

  /** The steps that attempts of this job have done, by name; a step without a result is empty. */
  Map<String, Optional<byte[]>> steps(JobId job);
}
