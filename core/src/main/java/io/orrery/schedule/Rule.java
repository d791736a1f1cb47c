package io.orrery.schedule;

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
   * So long after the end of the job before; see {@link FixedDelay}.
   *
   * @throws IllegalArgumentException if the delay is shorter than 100 ms or longer than ten years
   */
  static FixedDelay withDelay(Duration delay) {
    return new FixedDelay(delay);
  }
}
