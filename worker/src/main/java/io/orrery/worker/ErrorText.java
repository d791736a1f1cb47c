package io.orrery.worker;

import io.orrery.Printable;
import io.orrery.store.Ending;
import java.util.Collections;
import java.util.IdentityHashMap;
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

  private ErrorText() {}

  static String of(Throwable error) {
    try {
      StringBuilder text = new StringBuilder();
      Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
      Throwable cause = error;
      while (cause != null && told.size() < MOST_CAUSES && told.add(cause)) {
        append(text, told.size() == 1 ? "" : "Caused by: ", cause);
        cause = cause.getCause();
      }
      return text.toString();
    } catch (RuntimeException | Error e) {
      // The error's own methods are the user's code, and memory may be what it is about.
      return error.getClass().getName();
    }
  }

  /** What it says first, for a log line that it can't forge another beside. */
  static String firstLine(String error) {
    return Printable.line(error.lines().findFirst().orElse(""));
  }

  private static void append(StringBuilder text, String prefix, Throwable error) {
    text.append(prefix).append(error.getClass().getName());
    String message = message(error);
    if (message != null) {
      text.append(": ").append(cut(message));
    }
    text.append('\n');
    StackTraceElement[] frames = error.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
      text.append("\tat ").append(frames[i]).append('\n');
    }
    if (frames.length > MOST_FRAMES) {
      text.append("\t… ").append(frames.length - MOST_FRAMES).append(" more\n");
    }
  }

  private static @Nullable String message(Throwable error) {
    try {
      return error.getMessage();
    } catch (RuntimeException | Error e) {
      return "(its message could not be read: " + e.getClass().getName() + ")";
    }
  }

  private static String cut(String message) {
    return message.length() > LONGEST_MESSAGE
        ? message.substring(0, LONGEST_MESSAGE) + "…"
        : message;
  }
}
