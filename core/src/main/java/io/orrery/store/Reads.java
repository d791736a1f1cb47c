package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobStatus;
import io.orrery.QueueName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Looks without touching. Safe for many threads. */
public interface Reads {
  /** The jobs that exist among these ids. */
  Map<JobId, JobStatus> statuses(Collection<JobId> ids);

  /** The ends of those jobs among these ids that have ended. */
  Map<JobId, JobEnd> ends(Collection<JobId> ids);

  /** The ended attempts of a job that did not succeed, oldest first. */
  List<AttemptRecord> attempts(JobId id);

  /** Whether some live worker of the queue runs jobs of the type. */
  boolean served(QueueName queue, String type);
}
