package io.orrery.schedule;

import io.orrery.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

/** Says when a schedule is due. Immutable. */
public sealed interface Rule permits Cron, FixedRate, FixedDelay {
  /**
   * By the wall clock of a zone; see {@link Cron}.
   *
   * @throws IllegalArgumentException if the expression is none, or never fires
   */
  static Cron cron(String expression, ZoneId zone) {
    return new Cron(expression, zone);
  }

  /**
   * At a steady rate, whatever the jobs take; see {@link FixedRate}.
   *
   * @throws IllegalArgumentException if the period is shorter than 100 ms or longer than ten years
   */
  static FixedRate every(Duration period) {
    return new FixedRate(period);
  }

  /**
   * The rule that {@link io.orrery.Recurring} declares with these texts.
   *
   * @throws IllegalArgumentException if not exactly one of {@code cron} and {@code every} is there,
   *     or a text is none, or an interval has a zone; the message begins with the member's name
   */
  static Rule declared(String cron, String every, String zone) {
    if (cron.isEmpty() == every.isEmpty()) {
      throw new IllegalArgumentException(
          "cron, every: write one of them, as in cron = \"0 9 * * *\" or every = \"5m\"");
    }
    // UTC is what the annotation says where nobody says anything.
    if (cron.isEmpty() && !zone.equals("UTC")) {
      throw new IllegalArgumentException(
          "zone: \""
              + zone
              + "\" goes with cron alone, an interval has no time zone: leave it out");
    }
    return cron.isEmpty() ? every(named("every", every)) : cron(cron, zone(zone));
  }

  private static Duration named(String member, String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(member + ": " + e.getMessage(), e);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "zone: \"" + text + "\" is no time zone: write it as in \"Europe/Paris\" or \"UTC\"", e);
    }
  }

  /**
   * So long after the end of the job before; see {@link FixedDelay}.
   *
   * @throws IllegalArgumentException if the delay is shorter than 100 ms or longer than ten years
   */
  static FixedDelay withDelay(Duration delay) {
    return new FixedDelay(delay);
  }
}
