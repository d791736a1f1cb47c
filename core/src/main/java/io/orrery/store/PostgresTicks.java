package io.orrery.store;

import io.orrery.JobId;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.schedule.ZoneData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides ticks through {@code fire.sql}. Nothing is repeated: the next round looks again. */
final class PostgresTicks implements Ticks {
  private static final Sql DUE = Sql.named("schedules_due");
  private static final Sql FIRE = Sql.named("fire");
  private static final Sql AFTER_DELAY = Sql.named("after_delay");
  private static final Sql OLD_ZONE_DATA = Sql.named("old_zone_data");
  private static final Sql REZONE = Sql.named("rezone");
  private static final Sql NEXT_TICK = Sql.named("next_tick");

  private final Database database;
  private final UnderEpoch underEpoch;
  private final Duration relayFirst;
  private final ScheduleReader reader = new ScheduleReader();

  PostgresTicks(Database database, Duration relayFirst) {
    this.database = database;
    this.underEpoch = new UnderEpoch(database);
    this.relayFirst = relayFirst;
  }

  @Override
  public Due due(Place after, int limit) {
    return database.repeatable(
        "look for due schedules",
        connection -> {
          try (Bound due =
                  DUE.on(connection)
                      .set("after_tick", Columns.timestamp(after.tick()))
                      .set("after_name", after.name())
                      .set("limit", limit);
              ResultSet row = due.query()) {
            return due(row, limit);
          }
        });
  }

  @Override
  public Decided decide(long epoch, Decision decision, JobId job, byte[] tick) {
    ScheduleStatus schedule = decision.of().schedule();
    Instant last = decision.fired().orElseGet(() -> decision.missed().getLast());
    return underEpoch.answer(
        FIRE,
        "fire schedule \"" + schedule.schedule().name() + "\"",
        epoch,
        row -> new Decided(row.getBoolean("decided"), UnderEpoch.all(row, Columns::ring)),
        statement ->
            statement
                .set("name", schedule.schedule().name())
                .set("revision", schedule.revision())
                .set("expected", Columns.timestamp(schedule.nextTick()))
                .set("next", Columns.timestamp(decision.next()))
                .set("zone_data", ZoneData.version())
                .set("last", Columns.timestamp(last))
                .set("succeeded", Columns.timestamp(decision.of().succeeded()))
                .set("due", Columns.timestamp(decision.fired()))
                .set("job", decision.fired().isPresent() ? job.value() : null)
                .set("tick", tick)
                .set("relay_ms", relayFirst.toMillis())
                .array(
                    "missed",
                    "timestamptz",
                    decision.missed().stream().map(Columns::timestamp).toArray()));
  }

  @Override
  public void resumeDelayed(long epoch) {
    underEpoch.rows(
        AFTER_DELAY,
        "resume schedules of a fixed delay",
        epoch,
        row -> row.getString("id"),
        statement -> {});
  }

  @Override
  public Optional<Duration> nextTick() {
    return database.repeatable(
        "look for the next tick",
        connection -> {
          try (Bound next = NEXT_TICK.on(connection);
              ResultSet row = next.query()) {
            return row.next()
                ? Optional.of(Duration.ofMillis(Math.max(0, row.getLong(1))))
                : Optional.empty();
          }
        });
  }

  @Override
  public List<Outdated> outdated() {
    return database.repeatable(
        "look for next ticks by older time zone data",
        connection -> {
          try (Bound old = OLD_ZONE_DATA.on(connection).set("zone_data", ZoneData.version());
              ResultSet row = old.query()) {
            List<Outdated> found = new ArrayList<>();
            while (row.next()) {
              outdated(row).ifPresent(found::add);
            }
            return found;
          }
        });
  }

  @Override
  public boolean rezone(long epoch, Outdated schedule, Optional<Instant> next) {
    ScheduleStatus status = schedule.schedule();
    String name = status.schedule().name();
    return !underEpoch
        .rows(
            REZONE,
            "compute the next tick of schedule \"" + name + "\" anew",
            epoch,
            row -> row.getString("id"),
            statement ->
                statement
                    .set("name", name)
                    .set("revision", status.revision())
                    .set("expected", Columns.timestamp(status.nextTick()))
                    .set("next", Columns.timestamp(next))
                    .set("zone_data", ZoneData.version()))
        .isEmpty();
  }

  private Optional<Outdated> outdated(ResultSet row) throws SQLException {
    Optional<ScheduleStatus> schedule = reader.read(row);
    return schedule.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outdated(
                schedule.get(),
                row.getString("zone_data"),
                Columns.instant(row, "changed_at").orElseThrow()));
  }

  private Due due(ResultSet row, int limit) throws SQLException {
    List<DueSchedule> found = new ArrayList<>();
    Place last = Place.FIRST;
    int rows = 0;
    while (row.next()) {
      dueSchedule(row).ifPresent(found::add);
      last = new Place(Columns.instant(row, "next_tick").orElseThrow(), row.getString("name"));
      rows++;
    }
    return new Due(found, rows == limit ? last : Place.FIRST);
  }

  private Optional<DueSchedule> dueSchedule(ResultSet row) throws SQLException {
    Optional<ScheduleStatus> schedule = reader.read(row);
    return schedule.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DueSchedule(
                schedule.get(),
                Columns.instant(row, "now").orElseThrow(),
                later(schedule.get().succeeded(), Columns.instant(row, "latest_success"))));
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
  }
}
