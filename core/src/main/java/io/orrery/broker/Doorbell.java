package io.orrery.broker;

import io.orrery.JobId;
import io.orrery.QueueName;
import java.util.List;

/**
 * One broker message: jobs of one queue and one priority are waiting. It carries ids alone; the
 * claim returns the arguments with the row.
 *
 * @param priority 0 to 9
 * @param jobs 1 to {@value #MOST_JOBS} ids
 */
public record Doorbell(QueueName queue, int priority, List<JobId> jobs) {
  /** The most ids in one message: a bound for whoever decodes it. */
  public static final int MOST_JOBS = 1_000;

  public Doorbell {
    if (priority < 0 || priority > 9) {
      throw new IllegalArgumentException("priority is " + priority + ": use 0 to 9");
    }
    jobs = List.copyOf(jobs);
    if (jobs.isEmpty() || jobs.size() > MOST_JOBS) {
      throw new IllegalArgumentException(
          "a doorbell of " + jobs.size() + " jobs: use 1 to " + MOST_JOBS);
    }
  }
}
