package io.orrery;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them in annotations and settings: {@code 500ms}, {@code 90s}, {@code
 * 2m}, {@code 1h30m}, {@code 3d}.
 */
public final class DurationText {
  /**
   * Ten years: the longest that a user may write. Longer ones are a slip of a unit, and far longer
   * ones overflow PostgreSQL's timestamps, in statements that many jobs share.
   */
  public static final Duration TEN_YEARS = Duration.ofDays(3_660);

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private DurationText() {}

  /**
   * Reads a duration, units from large to small.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no duration: write it as in 500ms, 90s, 2m, 1h30m or 3d");
    }
    return Duration.ofDays(part(matcher, 1))
        .plusHours(part(matcher, 2))
        .plusMinutes(part(matcher, 3))
        .plusSeconds(part(matcher, 4))
        .plusMillis(part(matcher, 5));
  }

  /**
   * Reads a time limit: a duration longer than zero and at most ten years, or {@code none} for no
   * limit (empty).
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Optional<Duration> parseLimit(String text) {
    if (text.equals("none")) {
      return Optional.empty();
    }
    Duration limit = parse(text);
    if (limit.isZero()) {
      throw new IllegalArgumentException(
          "a time limit of \"" + text + "\" ends every job at once; write none for no limit");
    }
    if (limit.compareTo(TEN_YEARS) > 0) {
      throw new IllegalArgumentException(
          "a time limit of \"" + text + "\" is longer than ten years; write none for no limit");
    }
    return Optional.of(limit);
  }

  /**
   * Writes a duration for people, as {@link #parse} reads it; but a negative one with its sign, and
   * what is below a millisecond in nanoseconds.
   */
  public static String of(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.isNegative() && duration.toSeconds() > Long.MIN_VALUE) {
      return "-" + of(duration.negated());
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    append(text, duration.toNanosPart() % 1_000_000, "ns");
    return text.toString();
  }

  private static void append(StringBuilder text, long part, String unit) {
    if (part != 0) {
      text.append(part).append(unit);
    }
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
