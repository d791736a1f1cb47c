package io.orrery.broker;

import io.orrery.JobId;

/**
 * A word to every process that listens on the control exchange. Only ever speeds up what would
 * happen anyway.
 */
public sealed interface Hint {
  /** A running job was cancelled: its worker need not wait for its next beat to learn it. */
  record Cancel(JobId job) implements Hint {}

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
