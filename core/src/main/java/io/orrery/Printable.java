package io.orrery;

import java.util.regex.Pattern;

/**
 * Text from outside, such as a file's name or an error's message, made fit to be shown: what could
 * forge a line of a log or move a terminal's cursor becomes a question mark.
 */
public final class Printable {
  /** Controls, invisible formats, what is no character, and Unicode's own ends of lines. */
  private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final Pattern UNFIT_IN_LINES =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

  private Printable() {}

  /** Returns it as a single line. */
  public static String line(String text) {
    return UNFIT.matcher(text).replaceAll("?");
  }

  /** Returns it with its line feeds and tabs: for text that has a place of its own. */
  public static String lines(String text) {
    return UNFIT_IN_LINES.matcher(text).replaceAll("?");
  }
}
