package io.orrery.benchmarks.failover;

import io.orrery.schedule.Misfire;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The schedules of a run: by the second, in odd zones too, under every policy. */
final class Timetable {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Whole minutes apart from UTC, each of them: a second there is a second everywhere. */
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "America/St_Johns",
          "Antarctica/Troll",
          "Pacific/Chatham");

  private static final List<Misfire> MISFIRES =
      List.of(Misfire.fireOnce(), Misfire.catchUp(5), Misfire.skip());

  /** Apart from one another, so that something is due all the time. */
  private static final Duration APART = Duration.ofMillis(83);

  private static final int STEADY = 8;
  private static final int SLOW = 2;

  private final Instant start;
  private final Instant end;
  private final List<Planned> schedules = new ArrayList<>();

  private Timetable(Instant start, Duration length) {
    this.start = start;
    this.end = start.plus(length);
  }

  /**
   * @param start an even second, so that every rule has a tick there
   */
  static List<Planned> of(Instant start, Duration length) {
    Timetable timetable = new Timetable(start, length);
    timetable.byTheClock();
    timetable.atARate();
    return List.copyOf(timetable.schedules);
  }

  private void byTheClock() {
    for (String zone : ZONES) {
      Rule rule = Rule.cron("* * * * * *", ZoneId.of(zone));
      add("second", rule, SECOND, Overlap.ALLOW, Duration.ZERO, start);
    }
    for (String zone : List.of("Africa/Casablanca", "Asia/Tehran")) {
      Rule rule = Rule.cron("*/2 * * * * *", ZoneId.of(zone));
      add("even", rule, SECOND.multipliedBy(2), Overlap.SKIP, Duration.ZERO, start);
    }
  }

  private void atARate() {
    for (int i = 0; i < STEADY; i++) {
      rate("steady", Overlap.ALLOW, Duration.ZERO);
    }
    for (int i = 0; i < SLOW; i++) {
      rate("skipping", Overlap.SKIP, Duration.ofMillis(1_500));
      rate("queueing", Overlap.QUEUE_ONE, Duration.ofMillis(2_500));
    }
  }

  private void rate(String name, Overlap overlap, Duration work) {
    Instant first = start.plus(APART.multipliedBy(schedules.size()));
    add(name, Rule.every(SECOND), SECOND, overlap, work, first);
  }

  private void add(
      String name, Rule rule, Duration period, Overlap overlap, Duration work, Instant first) {
    int number = schedules.size();
    Misfire misfire = MISFIRES.get(number % MISFIRES.size());
    schedules.add(
        new Planned(name + "-" + number, rule, period, misfire, overlap, work, first, end));
  }
}
