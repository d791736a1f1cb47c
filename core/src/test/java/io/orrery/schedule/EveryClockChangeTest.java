package io.orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every change of the offset from 2015 to 2037, in every distinct set of zone rules, with a random
 * expression each: the ticks within 36 hours of it are those that a walk through all real minutes
 * finds. The walk shares no code with the rule.
 */
class EveryClockChangeTest {
  private static final Instant FROM = Instant.parse("2015-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2038-01-01T00:00:00Z");
  private static final Duration AROUND = Duration.ofHours(36);

  private final Random random = new Random(20150101);

  @Test
  void theTicksAroundEachChangeAreThoseOfAWalkThroughAllMinutes() {
    int changes = 0;
    for (Map.Entry<ZoneRules, String> zone : distinctZones().entrySet()) {
      ZoneOffsetTransition change = zone.getKey().nextTransition(FROM);
      while (change != null && change.getInstant().isBefore(TO)) {
        check(zone.getValue(), zone.getKey(), change);
        changes++;
        change = zone.getKey().nextTransition(change.getInstant());
      }
    }
    assertThat(changes).isGreaterThan(3_000);
  }

  private void check(String zone, ZoneRules rules, ZoneOffsetTransition change) {
    MinuteWalk walk = MinuteWalk.random(random);
    Instant from = change.getInstant().minus(AROUND);
    Instant to = change.getInstant().plus(AROUND);

    List<Instant> ticks =
        new Cron(walk.expression(), ZoneId.of(zone))
            .ticks(from)
            .takeWhile(tick -> !tick.isAfter(to))
            .toList();

    assertThat(ticks)
        .as("%s in %s around %s", walk.expression(), zone, change)
        .isEqualTo(walk.between(from, to, rules));
  }

  private static Map<ZoneRules, String> distinctZones() {
    Map<ZoneRules, String> zones = new LinkedHashMap<>();
    new TreeSet<>(ZoneId.getAvailableZoneIds())
        .forEach(id -> zones.putIfAbsent(ZoneId.of(id).getRules(), id));
    return zones;
  }

  /** A field as a set of numbers, beside its text. */
  private record Field(String text, List<Integer> values) {
    boolean star() {
      return text.contains("*");
    }

    static Field random(Random random, int least, int most, int starsOf10) {
      if (random.nextInt(10) < starsOf10) {
        int step = random.nextInt(3) == 0 ? 1 + random.nextInt(most) : 1;
        return new Field(step == 1 ? "*" : "*/" + step, steps(least, most, step));
      }
      int from = least + random.nextInt(most - least + 1);
      int to = from + random.nextInt(most - from + 1);
      return switch (random.nextInt(3)) {
        case 0 -> new Field(from + "-" + to, steps(from, to, 1));
        case 1 -> new Field(from + "," + to, List.of(from, to));
        default -> new Field(Integer.toString(from), List.of(from));
      };
    }

    private static List<Integer> steps(int from, int to, int step) {
      List<Integer> values = new ArrayList<>();
      for (int value = from; value <= to; value += step) {
        values.add(value);
      }
      return values;
    }
  }

  private record MinuteWalk(Field minute, Field hour, Field day, Field month, Field weekday) {
    static MinuteWalk random(Random random) {
      return new MinuteWalk(
          Field.random(random, 0, 59, 3),
          Field.random(random, 0, 23, 3),
          Field.random(random, 1, 31, 8),
          Field.random(random, 1, 12, 9),
          Field.random(random, 0, 6, 8));
    }

    String expression() {
      return String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text());
    }

    List<Instant> between(Instant after, Instant to, ZoneRules rules) {
      TreeSet<Instant> due = new TreeSet<>();
      // From before, for what a gap put off until after.
      Instant real = after.minus(Duration.ofDays(2));
      while (!real.isAfter(to)) {
        LocalDateTime local = LocalDateTime.ofInstant(real, rules.getOffset(real));
        ZoneOffset first = rules.getValidOffsets(local).getFirst();
        boolean again = !first.equals(rules.getOffset(real));
        if (fits(local) && (!again || minute.star() || hour.star())) {
          due.add(real);
        }
        ZoneOffsetTransition next = rules.nextTransition(real);
        Instant minuteLater = real.plusSeconds(60);
        if (next != null && next.isGap() && !next.getInstant().isAfter(minuteLater)) {
          addGap(next, due);
        }
        real = minuteLater;
      }
      return due.stream().filter(at -> at.isAfter(after) && !at.isAfter(to)).toList();
    }

    private void addGap(ZoneOffsetTransition gap, TreeSet<Instant> due) {
      LocalDateTime skipped = gap.getDateTimeBefore();
      while (skipped.isBefore(gap.getDateTimeAfter())) {
        if (fits(skipped)) {
          due.add(gap.getInstant());
        }
        skipped = skipped.plusMinutes(1);
      }
    }

    private boolean fits(LocalDateTime local) {
      boolean byDay = day.values().contains(local.getDayOfMonth());
      boolean byWeekday = weekday.values().contains(local.getDayOfWeek().getValue() % 7);
      boolean fitsDay = (day.star() || weekday.star()) ? byDay && byWeekday : byDay || byWeekday;
      return fitsDay
          && minute.values().contains(local.getMinute())
          && hour.values().contains(local.getHour())
          && month.values().contains(local.getMonthValue());
    }
  }
}
