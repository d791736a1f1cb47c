package io.orrery.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that ended in any other way than success, and what should become of the job. A
 * requested cancel wins over each of these.
 *
 * @param kind what it costs and where it leads
 * @param outcome the word that the history keeps
 * @param errorType what a dead letter of it would have died of, in a word: the class of its error;
 *     null where the outcome is the word. Cut to {@value #LONGEST_ERROR_TYPE} characters
 * @param error what went wrong, for people; cut to {@value #LONGEST_ERROR} characters
 * @param delay until the next attempt, where there is one
 */
public record Ending(
    Held job,
    Kind kind,
    Outcome outcome,
    @Nullable String errorType,
    @Nullable String error,
    Duration delay) {
  /** 16 KiB of text: enough for a stack with its causes. */
  public static final int LONGEST_ERROR = 16 * 1024;

  /** Dead letters are found by it, and an entry of an index has to fit a third of a page. */
  public static final int LONGEST_ERROR_TYPE = 500;

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
    errorType = fit(errorType, LONGEST_ERROR_TYPE);
    error = fit(error, LONGEST_ERROR);
  }

  /** PostgreSQL's text takes no NUL. */
  private static @Nullable String fit(@Nullable String text, int longest) {
    if (text == null) {
      return null;
    }
    String whole = text.replace('\0', '\uFFFD');
    return whole.length() > longest ? whole.substring(0, longest - 1) + "…" : whole;
  }
}
