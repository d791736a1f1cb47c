package io.orrery.store;

import io.orrery.EnqueueOptions;
import io.orrery.Priority;
import io.orrery.QueueName;
import io.orrery.schedule.Cron;
import io.orrery.schedule.FixedDelay;
import io.orrery.schedule.FixedRate;
import io.orrery.schedule.Misfire;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.schedule.ScheduleStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schedule as the columns of {@code orrery.schedule}. */
final class ScheduleColumns {
  private ScheduleColumns() {}

  static ScheduleStatus read(ResultSet row) throws SQLException {
    return new ScheduleStatus(
        new Schedule(
            row.getString("name"),
            rule(row),
            row.getString("type"),
            new ScheduleOptions(
                job(row),
                misfire(row),
                Overlap.valueOf(row.getString("overlap")),
                Columns.instant(row, "given_start"),
                Columns.instant(row, "ends_at")),
            Optional.ofNullable(row.getBytes("arguments"))),
        row.getLong("revision"),
        row.getBoolean("paused"),
        Columns.instant(row, "starts_at").orElseThrow(),
        Columns.instant(row, "next_tick"),
        Columns.instant(row, "last_tick"),
        Columns.instant(row, "succeeded"));
  }

  /** Sets all but what an edit says besides. */
  static void set(Bound statement, Schedule schedule) throws SQLException {
    ScheduleOptions options = schedule.options();
    EnqueueOptions job = options.job();
    statement
        .set("name", schedule.name())
        .set("type", schedule.type())
        .set("queue", job.queue().value())
        .set("priority", job.priority().level())
        .set("max_retries", job.maxRetries())
        .set("timeout", OptionValues.timeout(job))
        .set("tags", OptionValues.tags(job))
        .set("overlap", options.overlap().name())
        .set("given_start", Columns.timestamp(options.start()))
        .set("end", Columns.timestamp(options.end()))
        .set("arguments", schedule.arguments().orElse(null));
    setMisfire(statement, options.misfire());
    setRule(statement, schedule.rule());
  }

  private static Rule rule(ResultSet row) throws SQLException {
    return switch (row.getString("rule")) {
      case "CRON" -> new Cron(row.getString("cron"), ZoneId.of(row.getString("zone")));
      case "FIXED_RATE" -> new FixedRate(Duration.ofMillis(row.getLong("interval_ms")));
      default -> new FixedDelay(Duration.ofMillis(row.getLong("interval_ms")));
    };
  }

  private static void setRule(Bound statement, Rule rule) throws SQLException {
    switch (rule) {
      case Cron cron -> setRule(statement, "CRON", cron.expression(), cron.zone().getId(), null);
      case FixedRate rate -> setRule(statement, "FIXED_RATE", null, null, rate.period());
      case FixedDelay delay -> setRule(statement, "FIXED_DELAY", null, null, delay.delay());
    }
  }

  private static void setRule(
      Bound statement,
      String rule,
      @Nullable String cron,
      @Nullable String zone,
      @Nullable Duration interval)
      throws SQLException {
    statement
        .set("rule", rule)
        .set("cron", cron)
        .set("zone", zone)
        .set("interval_ms", interval == null ? null : interval.toMillis());
  }

  private static Misfire misfire(ResultSet row) throws SQLException {
    return switch (row.getString("misfire")) {
      case "FIRE_ONCE" -> Misfire.fireOnce();
      case "CATCH_UP" -> Misfire.catchUp(row.getInt("catch_up"));
      default -> Misfire.skip();
    };
  }

  private static void setMisfire(Bound statement, Misfire misfire) throws SQLException {
    switch (misfire) {
      case Misfire.FireOnce once -> statement.set("misfire", "FIRE_ONCE").set("catch_up", 1);
      case Misfire.CatchUp some ->
          statement.set("misfire", "CATCH_UP").set("catch_up", some.most());
      case Misfire.Skip none -> statement.set("misfire", "SKIP").set("catch_up", 0);
    }
  }

  private static EnqueueOptions job(ResultSet row) throws SQLException {
    return new EnqueueOptions(
        Duration.ZERO,
        Optional.empty(),
        Priority.of(row.getInt("priority")),
        new QueueName(row.getString("queue")),
        row.getInt("max_retries"),
        timeout(row),
        Optional.empty(),
        Columns.tags(row));
  }

  private static Optional<Duration> timeout(ResultSet row) throws SQLException {
    long millis = row.getLong("timeout_ms");
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }
}
