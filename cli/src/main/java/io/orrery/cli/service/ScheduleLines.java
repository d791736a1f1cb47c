package io.orrery.cli.service;

import com.fasterxml.jackson.databind.util.RawValue;
import io.orrery.DurationText;
import io.orrery.EnqueueOptions;
import io.orrery.codec.Codec;
import io.orrery.schedule.Cron;
import io.orrery.schedule.FixedDelay;
import io.orrery.schedule.FixedRate;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.schedule.ScheduleStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Schedules as people read them, and as programs do. */
final class ScheduleLines {
  private static final Table<ScheduleStatus> TABLE =
      new Table<ScheduleStatus>()
          .column("NAME", each -> each.schedule().name())
          .column("TYPE", each -> each.schedule().type())
          .column("RULE", each -> each.schedule().rule().toString())
          .column("NEXT", ScheduleLines::next)
          .column("LAST", each -> each.lastTick().map(Instant::toString).orElse("-"));

  private ScheduleLines() {}

  static List<String> table(List<ScheduleStatus> schedules) {
    return TABLE.lines(schedules);
  }

  /**
   * All that {@code schedules put} takes, by the names of its options, and how the schedule stands.
   */
  static List<String> json(List<ScheduleStatus> schedules, Codec codec) {
    return schedules.stream().map(each -> JsonLines.line(fields(each, codec))).toList();
  }

  private static String next(ScheduleStatus schedule) {
    return schedule.paused() ? "paused" : schedule.nextTick().map(Instant::toString).orElse("-");
  }

  private static Map<String, Object> fields(ScheduleStatus status, Codec codec) {
    Schedule schedule = status.schedule();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", schedule.name());
    fields.put("type", schedule.type());
    fields.put("rule", schedule.rule().toString());
    putRule(fields, schedule.rule());
    putOptions(fields, schedule.options());
    String what = "arguments of schedule \"" + schedule.name() + "\"";
    // Without arguments, its jobs get the tick.
    schedule
        .arguments()
        .ifPresent(
            encoded -> fields.put("arguments", new RawValue(codec.decodeToJson(encoded, what))));
    fields.put("paused", status.paused());
    fields.put("next", JsonLines.time(status.nextTick()));
    fields.put("last", JsonLines.time(status.lastTick()));
    return fields;
  }

  private static void putRule(Map<String, Object> fields, Rule rule) {
    switch (rule) {
      case Cron cron -> {
        fields.put("cron", cron.expression());
        fields.put("zone", cron.zone().getId());
      }
      case FixedRate rate -> fields.put("every", DurationText.of(rate.period()));
      case FixedDelay delayed -> fields.put("delay", DurationText.of(delayed.delay()));
    }
  }

  private static void putOptions(Map<String, Object> fields, ScheduleOptions options) {
    EnqueueOptions job = options.job();
    fields.put("queue", job.queue().value());
    fields.put("priority", job.priority().name().toLowerCase(Locale.ROOT));
    fields.put("retries", job.maxRetries());
    fields.put("timeout", job.timeout().map(DurationText::of).orElse("none"));
    fields.put("tag", job.tags());
    fields.put("misfire", MisfireText.of(options.misfire()));
    fields.put("overlap", OverlapText.of(options.overlap()));
    options.start().ifPresent(start -> fields.put("start", start.toString()));
    options.end().ifPresent(end -> fields.put("end", end.toString()));
  }
}
