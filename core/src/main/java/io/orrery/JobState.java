package io.orrery;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a job stands. Every change is one guarded SQL statement; no other change than those of
 * {@link #next()} is legal.
 */
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
  /** Its handler returned, and the result is kept. Final. */
  SUCCEEDED,
  /**
   * A dead letter: it ran out of retries, lost too many workers, or must not be retried. An
   * operator may replay or discard it.
   */
  DEAD,
  /** Cancelled before it ended by itself. An operator may replay it. */
  CANCELLED;

  /** True for the three ends of a job's life. */
  public boolean terminal() {
    return this == SUCCEEDED || this == DEAD || this == CANCELLED;
  }

  /** The states that a job may move to from this one. */
  public Set<JobState> next() {
    return switch (this) {
      case SCHEDULED -> EnumSet.of(PENDING, CANCELLED);
      case PENDING -> EnumSet.of(RUNNING, CANCELLED);
      case RUNNING -> EnumSet.of(PENDING, SCHEDULED, SUCCEEDED, DEAD, CANCELLED);
      case SUCCEEDED -> EnumSet.noneOf(JobState.class);
      case DEAD -> EnumSet.of(PENDING, CANCELLED);
      case CANCELLED -> EnumSet.of(PENDING);
    };
  }
}
