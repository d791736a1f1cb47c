package io.orrery;

/** Where a job stands. Every change is one guarded SQL statement. */
public enum JobState {
  /**
   * Waits for its time: delayed, or between two attempts. The coordinator moves it to PENDING when
   * due.
   */
  SCHEDULED,
  /** Due, and waits for a free slot. A worker's claim moves it to RUNNING. */
  PENDING,
  /** Held by one worker under one fence. */
  RUNNING,
  /** Its handler returned, and the result is kept. Final, as the next two are. */
  SUCCEEDED,
  /** A dead letter: it ran out of retries, lost too many workers, or must not be retried. */
  DEAD,
  /** Cancelled before it ended by itself. */
  CANCELLED;

  /** True for the three ends of a job's life. */
  public boolean terminal() {
    return this == SUCCEEDED || this == DEAD || this == CANCELLED;
  }
}
