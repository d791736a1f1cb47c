package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobStatus;
import io.orrery.report.JobEvent;
import io.orrery.report.JobProgress;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import io.orrery.store.AttemptRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at single jobs by their ids, whatever their types. Safe for many threads. What retention
 * has deleted is not found.
 *
 * <p>Every method throws {@link io.orrery.store.StoreUnavailable} when PostgreSQL can't be reached,
 * and {@link ClientClosed} after the client's close.
 */
public interface Jobs {
  /** Empty if there is no such job. */
  Optional<JobStatus> find(JobId id);

  /**
   * Its attempts that ended in any other way than success, oldest first. The one that runs, or
   * succeeded, is in {@link #find}.
   */
  List<AttemptRecord> attempts(JobId id);

  /** How far it says it has come; empty if it never said so. As of a second ago, while it runs. */
  Optional<JobProgress> progress(JobId id);

  /**
   * Reads its log, attempt by attempt, on from a place: {@link LogPosition#START} first, then the
   * last page's end. While it runs, lines come within a second or two.
   *
   * @return some lines, no more than about a million characters; none where there are none yet
   */
  LogPage log(JobId id, LogPosition after);

  /**
   * Says why a job does not run: walks every gate that it must pass.
   *
   * @return empty if there is no such job
   */
  Optional<Explanation> explain(JobId id);

  /**
   * Tells what happens to a job, from now until it has ended: its state and progress as they are
   * and as they change, and its log on from a place, each line once and in order. What the worker
   * tells comes within a fraction of a second; what the broker loses of that, or all of it while
   * the broker is away, within two seconds.
   *
   * @param after {@link LogPosition#START} for the whole log
   * @param listener called by one thread of the watch's own; what it throws ends the watch
   * @throws IllegalStateException if this client watches 100 jobs already
   */
  JobWatch watch(JobId id, LogPosition after, Consumer<JobEvent> listener);

  /**
   * Cancels it as {@link JobHandle#cancel} does.
   *
   * @return false if it has ended, or there is no such job
   */
  boolean cancel(JobId id, String reason);
}
