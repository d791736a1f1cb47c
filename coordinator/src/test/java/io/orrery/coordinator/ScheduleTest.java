package io.orrery.coordinator;

import io.orrery.JobId;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.store.ScheduleEditor;
import io.orrery.store.Success;
import io.orrery.store.Ticks.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A schedule named report, the duty that fires it, and what becomes of its ticks and jobs. */
abstract class ScheduleTest extends DutyTest {
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Rule EVERY_MINUTE = Rule.every(MINUTE);

  final ScheduleEditor editor = new ScheduleEditor(store.schedules());
  final Codec codec = new Codec(CodecLimits.DEFAULT);
  final Fire fire =
      new Fire(
          store.ticks(),
          ringer,
          codec,
          config.coordinator(),
          new NewZoneData(store.ticks(), time.ambient()));

  /** Rounds until nothing is due. */
  void fireAll() {
    fire.round(turn());
    while (!store.ticks().due(Place.FIRST, 1).schedules().isEmpty()) {
      fire.round(turn());
    }
  }

  ScheduleStatus put(Rule rule, UnaryOperator<ScheduleOptions> options) {
    editor.put(
        new Schedule(
            "report",
            rule,
            EMAIL.name(),
            options.apply(ScheduleOptions.of(EMAIL)),
            Optional.empty()));
    return stored();
  }

  ScheduleStatus stored() {
    return list().getFirst();
  }

  List<ScheduleStatus> list() {
    return store.schedules().list();
  }

  List<String> ticks() {
    return decided(
            "to_char(due AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US') || ' ' || outcome")
        .map(
            text ->
                Instant.parse(text.substring(0, text.indexOf(' ')) + "Z")
                    + text.substring(text.indexOf(' ')))
        .toList();
  }

  List<String> outcomes() {
    return decided("outcome").toList();
  }

  Stream<String> decided(String column) {
    return database.column("SELECT " + column + " FROM orrery.tick ORDER BY due").stream();
  }

  List<JobId> jobs() {
    return jobColumn("id").stream().map(JobId::parse).toList();
  }

  List<String> jobColumn(String column) {
    return database.column("SELECT " + column + " FROM orrery.job ORDER BY id");
  }

  void end(JobId job) {
    UUID fresh = UUID.randomUUID();
    register(fresh);
    var claimed = claim(fresh, List.of(job)).getFirst();
    runs.succeed(List.of(new Success(claimed.held(), null)));
  }
}
