package io.orrery.report;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far an attempt says it has come.
 *
 * @param fraction 0 (just begun) to 1 (all done)
 * @param done of {@code total}, where the handler counts; both or neither
 * @param message a line for people, cut to {@value #LONGEST_MESSAGE} characters; may be empty
 */
public record Progress(double fraction, OptionalLong done, OptionalLong total, String message) {
  /** A line, not a document: that is what the log is for. */
  public static final int LONGEST_MESSAGE = 500;

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if {@code fraction} is not within 0 to 1, or {@code done} not
   *     within 0 to {@code total}
   */
  public Progress {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "progress of " + fraction + ": use 0 (just begun) to 1 (all done), or done and total");
    }
    if (done.isPresent() != total.isPresent()) {
      throw new IllegalArgumentException("progress with done or total alone: give both or neither");
    }
    message = fit(message);
  }

  /** A fraction, with a message or without ({@code null}). */
  public static Progress of(double fraction, @Nullable String message) {
    return new Progress(
        fraction, OptionalLong.empty(), OptionalLong.empty(), message == null ? "" : message);
  }

  /**
   * So many of so many, with a message or without ({@code null}).
   *
   * @throws IllegalArgumentException if {@code done} is not within 0 to {@code total}
   */
  public static Progress of(long done, long total, @Nullable String message) {
    if (done < 0 || done > total) {
      throw new IllegalArgumentException(
          "progress of " + done + " of " + total + ": done must be 0 to total");
    }
    double fraction = total == 0 ? 1 : (double) done / total;
    return new Progress(
        fraction, OptionalLong.of(done), OptionalLong.of(total), message == null ? "" : message);
  }

  /** PostgreSQL's text takes no NUL. */
  private static String fit(String message) {
    String whole = message.replace('\0', '\uFFFD');
    return whole.length() > LONGEST_MESSAGE ? whole.substring(0, LONGEST_MESSAGE - 1) + "…" : whole;
  }
}
