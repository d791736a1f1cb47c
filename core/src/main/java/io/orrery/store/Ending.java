package io.orrery.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that ended in any other way than success, and what should become of the job. A
 * requested cancel wins over each of these.
 *
 * @param kind what it costs and where it leads
 * @param outcome the word that the history keeps
 * @param error what went wrong, for people; cut to {@value #LONGEST_ERROR} characters
 * @param delay until the next attempt, where there is one
 */
public record Ending(Held job, Kind kind, Outcome outcome, @Nullable String error, Duration delay) {
  /** 16 KiB of text: enough for a stack with its causes. */
  public static final int LONGEST_ERROR = 16 * 1024;

  /** What an ended attempt costs and where the job goes. */
  public enum Kind {
    /** Uses up a retry: SCHEDULED after the delay, or DEAD where none is left. */
    RETRY,
    /** Must not be tried again: DEAD. */
    DEAD,
    /** No failure: SCHEDULED after the delay. */
    SNOOZE,
    /**
     * No failure: PENDING at once, with the fence raised, since the handler may still be running.
     */
    RELEASE
  }

  /** How the attempt ended, as the history keeps it. */
  public enum Outcome {
    FAILED,
    TIMED_OUT,
    DISCARDED,
    SNOOZED,
    RELEASED,
    CANCELLED
  }

  public Ending {
    if (error != null) {
      // PostgreSQL's text takes no NUL.
      error = error.replace('\0', '\uFFFD');
      error = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR - 1) + "…" : error;
    }
  }
}
