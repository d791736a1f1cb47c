package io.orrery.worker;

import io.orrery.Printable;
import io.orrery.Verdict;
import io.orrery.store.Ending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells an error with its stack and causes in at most {@link Ending#LONGEST_ERROR} characters. Each
 * cause has its share, so that a long message or a deep stack does not push the root cause out.
 */
final class ErrorText {
  private static final int LONGEST_MESSAGE = 2_000;
  private static final int MOST_FRAMES = 40;
  private static final int MOST_CAUSES = 10;

  /** What stands around a frame, and the line that counts those left out. */
  private static final int ROOM_FOR_MORE = 40;

  private ErrorText() {}

  static String of(Throwable error) {
    try {
      List<Throwable> causes = causes(error);
      int share = Ending.LONGEST_ERROR / causes.size();
      StringBuilder text = new StringBuilder();
      for (Throwable cause : causes) {
        append(text, cause.equals(error) ? "" : "Caused by: ", cause, text.length() + share);
      }
      return text.toString();
    } catch (RuntimeException | Error e) {
      // The error's own methods are the user's code, and memory may be what it is about.
      return error.getClass().getName();
    }
  }

  /** The name of its class; of a verdict that has a cause, of the cause's. */
  static String type(Throwable error) {
    Throwable cause = error instanceof Verdict ? error.getCause() : null;
    return (cause == null ? error : cause).getClass().getName();
  }

  /** What it says first, for a log line that it can't forge another beside. */
  static String firstLine(String error) {
    return Printable.line(error.lines().findFirst().orElse(""));
  }

  /** From the error itself to its root cause, or as far as is told. */
  private static List<Throwable> causes(Throwable error) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> causes = new ArrayList<>();
    Throwable cause = error;
    while (cause != null && causes.size() < MOST_CAUSES && seen.add(cause)) {
      causes.add(cause);
      cause = cause.getCause();
    }
    return causes;
  }

  /**
   * @param end where the text must end at the latest
   */
  private static void append(StringBuilder text, String prefix, Throwable error, int end) {
    text.append(prefix).append(error.getClass().getName());
    String message = message(error);
    if (message != null) {
      text.append(": ").append(cut(message, (end - text.length()) / 2));
    }
    text.append('\n');
    StackTraceElement[] frames = error.getStackTrace();
    int told = 0;
    while (told < Math.min(frames.length, MOST_FRAMES)
        && text.length() + frames[told].toString().length() + ROOM_FOR_MORE <= end) {
      text.append("\tat ").append(frames[told]).append('\n');
      told++;
    }
    if (told < frames.length) {
      text.append("\t… ").append(frames.length - told).append(" more\n");
    }
  }

  private static @Nullable String message(Throwable error) {
    try {
      return error.getMessage();
    } catch (RuntimeException | Error e) {
      return "(its message could not be read: " + e.getClass().getName() + ")";
    }
  }

  private static String cut(String message, int share) {
    int most = Math.min(LONGEST_MESSAGE, share);
    return message.length() > most ? message.substring(0, most) + "…" : message;
  }
}
