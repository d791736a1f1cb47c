package io.orrery.broker;

import io.orrery.JobId;
import io.orrery.QueueName;
import java.util.Optional;

/**
 * A word to every process that listens on the control exchange. Only ever speeds up what would
 * happen anyway.
 */
public sealed interface Hint {
  /** A running job was cancelled: its worker need not wait for its next beat to learn it. */
  record Cancel(JobId job) implements Hint {}

  /** This queue is steered anew: its workers need not wait for their next beat to learn it. */
  record Queue(QueueName name) implements Hint {}

  /**
   * Somebody watches what happens to jobs: processes should tell the {@link News} for so long.
   *
   * @param job of this job alone; empty for all jobs
   * @param forMillis 1 to {@value #LONGEST_WATCH}; to watch for longer, say so again
   */
  record Watch(Optional<JobId> job, long forMillis) implements Hint {
    /** A minute: who died is not told for longer. */
    public static final long LONGEST_WATCH = 60_000;

    public Watch {
      if (forMillis < 1 || forMillis > LONGEST_WATCH) {
        throw new IllegalArgumentException(
            "a watch of " + forMillis + " ms: use 1 to " + LONGEST_WATCH);
      }
    }
  }

  /**
   * A job falls due this many milliseconds from now: a leader that sleeps longer should wake then.
   *
   * @param inMillis 0 or more
   */
  record Due(long inMillis) implements Hint {
    public Due {
      if (inMillis < 0) {
        throw new IllegalArgumentException(
            "a job due in " + inMillis + " ms: use 0 for what is due already");
      }
    }
  }
}
