package io.orrery.cli.service;

import io.orrery.schedule.ScheduleStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Schedules as people read them, and as programs do. */
final class ScheduleLines {
  private static final List<String> HEAD = List.of("NAME", "TYPE", "RULE", "NEXT", "LAST");

  private ScheduleLines() {}

  /** Columns as wide as their widest cell; no trailing blanks. */
  static List<String> table(List<ScheduleStatus> schedules) {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    schedules.forEach(schedule -> rows.add(cells(schedule)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /**
   * One object a line. Names, types and rules hold no character that JSON would escape but quotes.
   */
  static List<String> json(List<ScheduleStatus> schedules) {
    return schedules.stream().map(ScheduleLines::object).toList();
  }

  private static String object(ScheduleStatus schedule) {
    return "{\"name\":%s,\"type\":%s,\"rule\":%s,\"paused\":%s,\"next\":%s,\"last\":%s}"
        .formatted(
            text(schedule.schedule().name()),
            text(schedule.schedule().type()),
            text(schedule.schedule().rule().toString()),
            schedule.paused(),
            time(schedule.nextTick()),
            time(schedule.lastTick()));
  }

  private static String text(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String time(Optional<Instant> time) {
    return time.map(at -> text(at.toString())).orElse("null");
  }

  private static List<String> cells(ScheduleStatus schedule) {
    return List.of(
        schedule.schedule().name(),
        schedule.schedule().type(),
        schedule.schedule().rule().toString(),
        schedule.paused() ? "paused" : schedule.nextTick().map(Instant::toString).orElse("-"),
        schedule.lastTick().map(Instant::toString).orElse("-"));
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> row.get(column) + " ".repeat(widths[column] - row.get(column).length()))
        .reduce((left, right) -> left + "  " + right)
        .orElse("")
        .stripTrailing();
  }
}
