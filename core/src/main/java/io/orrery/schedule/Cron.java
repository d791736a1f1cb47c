package io.orrery.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A cron rule by the wall clock of a time zone. Immutable.
 *
 * <p>The expression has five fields, {@code minute hour day-of-month month day-of-week}, or six,
 * with seconds in front, as cron(5) reads them: lists {@code 1,15}, ranges {@code 9-17}, steps
 * {@code *}{@code /5}, names {@code JAN}, {@code MON}, Sunday as 0 or 7, and where neither day field
 * has a {@code *}, a day that fits either of them. Besides: {@code L} (last day of the month), {@code
 * L-3}, {@code 15W} (the weekday nearest to the 15th, in its month), {@code LW}, {@code 5L} (the last
 * Friday), {@code 1#2} (the second Monday), {@code ?} for {@code *}, and {@code @yearly}, {@code
 * @annually}, {@code @monthly}, {@code @weekly}, {@code @daily}, {@code @midnight}, {@code @hourly}.
 *
 * <p>When the clock is put forward, what falls into the gap is due once, at its end. When it is put
 * back, a fixed time is due at its first occurrence only; a rule with a {@code *} among seconds,
 * minutes or hours, at every real moment that it fits.
 */
public final class Cron implements Rule {
  private final String expression;
  private final ZoneId zone;
  private final WallClock clock;

  /**
   * @throws IllegalArgumentException if the expression is none, or never fires
   */
  public Cron(String expression, ZoneId zone) {
    Objects.requireNonNull(expression, "the cron expression is null");
    this.zone = Objects.requireNonNull(zone, "the time zone of a cron rule is null");
    this.clock = new WallClock(CronText.parse(expression), zone.getRules());
    this.expression = CronText.normalised(expression);
  }

  /** With one blank between fields, however it was given. */
  public String expression() {
    return expression;
  }

  public ZoneId zone() {
    return zone;
  }

  /** The first tick after {@code after}; whole seconds. */
  public Instant next(Instant after) {
    return clock.next(after);
  }

  /** All ticks after {@code after}, earliest first, without end. */
  public Stream<Instant> ticks(Instant after) {
    return Stream.iterate(next(after), this::next);
  }

  /** The next {@code count} ticks after {@code after}, earliest first. */
  public List<Instant> next(Instant after, int count) {
    return ticks(after).limit(count).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron
        && cron.expression.equals(expression)
        && cron.zone.equals(zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(expression, zone);
  }

  @Override
  public String toString() {
    return "cron \"%s\" in %s".formatted(expression, zone);
  }
}
