package io.orrery.store;

import io.orrery.JobId;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.schedule.ZoneData;
import io.orrery.store.Duties.Ring;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Edits of {@code orrery.schedule}, each guarded by the revision that was read. */
final class PostgresScheduleRows implements ScheduleRows {
  private static final Sql FIND = Sql.named("schedule_find");
  private static final Sql LIST = Sql.named("schedule_list");
  private static final Sql PUT = Sql.named("schedule_put");
  private static final Sql PAUSE = Sql.named("schedule_pause");
  private static final Sql RESUME = Sql.named("schedule_resume");
  private static final Sql REMOVE = Sql.named("schedule_remove");
  private static final Sql RUN_NOW = Sql.named("schedule_run_now");

  private final Database database;
  private final Duration relayFirst;
  private final ScheduleReader reader = new ScheduleReader();

  PostgresScheduleRows(Database database, Duration relayFirst) {
    this.database = database;
    this.relayFirst = relayFirst;
  }

  @Override
  public Found find(String name) {
    return database.repeatable(
        "read schedule \"" + name + "\"",
        connection -> {
          try (Bound find = FIND.on(connection).set("name", name);
              ResultSet row = find.query()) {
            row.next();
            Instant now = Columns.instant(row, "now").orElseThrow();
            return new Found(
                now,
                row.getString("name") == null
                    ? Optional.empty()
                    : Optional.of(ScheduleColumns.read(row)));
          }
        });
  }

  @Override
  public List<ScheduleStatus> list() {
    return database.repeatable(
        "list schedules",
        connection -> {
          try (Bound list = LIST.on(connection);
              ResultSet row = list.query()) {
            List<ScheduleStatus> found = new ArrayList<>();
            while (row.next()) {
              reader.read(row).ifPresent(found::add);
            }
            return found;
          }
        });
  }

  @Override
  public boolean write(Edit edit) {
    // Not repeated: a second run of one that took effect would say that somebody else was faster.
    // Whoever edits looks again then, and finds what it wrote.
    return database.once(
        "put schedule \"" + edit.schedule().name() + "\"",
        connection -> {
          try (Bound put = PUT.on(connection)) {
            ScheduleColumns.set(put, edit.schedule());
            put.set("revision", edit.revision())
                .set("start", Columns.timestamp(edit.start()))
                .set("next", Columns.timestamp(edit.nextTick()))
                .set("zone_data", ZoneData.version())
                .set("keep_tick", edit.keepTick());
            try (ResultSet row = put.query()) {
              return row.next();
            }
          }
        });
  }

  @Override
  public boolean pause(String name) {
    return changed("pause", name, connection -> PAUSE.on(connection).set("name", name));
  }

  @Override
  public boolean resume(String name, long revision, Optional<Instant> nextTick) {
    return changed(
        "resume",
        name,
        connection ->
            RESUME
                .on(connection)
                .set("name", name)
                .set("revision", revision)
                .set("next", Columns.timestamp(nextTick))
                .set("zone_data", ZoneData.version()));
  }

  @Override
  public boolean remove(String name) {
    return changed("remove", name, connection -> REMOVE.on(connection).set("name", name));
  }

  @Override
  public Optional<Ring> runNow(String name, JobId job, byte[] tick) {
    return database.repeatable(
        "run schedule \"" + name + "\" now",
        connection -> {
          try (Bound run =
                  RUN_NOW
                      .on(connection)
                      .set("name", name)
                      .set("job", job.value())
                      .set("tick", tick)
                      .set("relay_ms", relayFirst.toMillis());
              ResultSet row = run.query()) {
            return row.next() ? Optional.of(Columns.ring(row)) : Optional.empty();
          }
        });
  }

  @FunctionalInterface
  private interface Statement {
    Bound on(Connection connection) throws SQLException;
  }

  private boolean changed(String doing, String name, Statement statement) {
    return database.once(
        doing + " schedule \"" + name + "\"",
        connection -> {
          try (Bound bound = statement.on(connection)) {
            return bound.update() > 0;
          }
        });
  }
}
