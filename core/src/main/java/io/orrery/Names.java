package io.orrery;

import java.util.Objects;
import java.util.regex.Pattern;

/** The one rule for names that users choose: queues and job types. */
public final class Names {
  /** Plain enough for a broker's routing keys, log lines, file names and URLs alike. */
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private Names() {}

  /**
   * Returns the name if it is legal.
   *
   * @param field what is being named, for the message
   * @throws IllegalArgumentException if it is not
   */
  public static String check(String field, String name) {
    Objects.requireNonNull(name, () -> field + " name is null: give it one");
    if (!legal(name)) {
      throw new IllegalArgumentException(
          field + " name \"" + shown(name) + "\" is not legal: use 1 to 128 of A-Z a-z 0-9 . _ -");
    }
    return name;
  }

  public static boolean legal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /** Bad names reach logs through messages. */
  private static String shown(String name) {
    String cut = name.length() > 200 ? name.substring(0, 200) + "…" : name;
    return Printable.line(cut);
  }
}
