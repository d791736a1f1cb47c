package io.orrery.store;

import io.orrery.JobId;
import io.orrery.report.JobProgress;
import io.orrery.report.LogChunk;
import io.orrery.report.LogLine;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import io.orrery.report.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what attempts report, many of them by one statement. */
final class PostgresReports implements Reports {
  private static final Sql PROGRESS = Sql.named("report_progress");
  private static final Sql LOG = Sql.named("report_log");
  private static final Sql READ_PROGRESS = Sql.named("progress");
  private static final Sql READ_LOG = Sql.named("log");
  private static final Sql STEP = Sql.named("report_step");
  private static final Sql STEPS = Sql.named("steps");

  private final Database database;

  PostgresReports(Database database) {
    this.database = database;
  }

  @Override
  public int writeProgress(Collection<ProgressReport> reports) {
    List<ProgressReport> all = List.copyOf(reports);
    return database.repeatable(
        "write the progress of " + Counted.jobs(all.size()),
        connection -> {
          try (Bound write = PROGRESS.on(connection)) {
            held(write, all, ProgressReport::job)
                .array("attempts", "int4", column(all, ProgressReport::attempt))
                .array("fractions", "float8", column(all, r -> r.progress().fraction()))
                .array("dones", "int8", column(all, r -> boxed(r.progress().done())))
                .array("totals", "int8", column(all, r -> boxed(r.progress().total())))
                .texts("messages", all.stream().map(r -> r.progress().message()).toList());
            return refused(write);
          }
        });
  }

  @Override
  public int writeLog(Collection<LogReport> chunks) {
    List<LogReport> all = List.copyOf(chunks);
    return database.repeatable(
        "write " + all.size() + " chunks of logs",
        connection -> {
          try (Bound write = LOG.on(connection)) {
            held(write, all, LogReport::job)
                .array("attempts", "int4", column(all, LogReport::attempt))
                .array("first_lines", "int4", column(all, LogReport::firstLine))
                .array("lines", "int4", column(all, LogReport::lines))
                .array(
                    "contents",
                    "bytea",
                    all.stream().map(LogReport::content).toArray(byte[][]::new));
            return refused(write);
          }
        });
  }

  @Override
  public boolean keepStep(Held job, int attempt, String name, Optional<byte[]> result) {
    return database.repeatable(
        "keep the result of a step of job " + job.id(),
        connection -> {
          try (Bound step =
                  STEP.on(connection)
                      .set("id", job.id().value())
                      .set("fence", job.fence())
                      .set("attempt", attempt)
                      .set("name", name)
                      .set("result", result.orElse(null));
              ResultSet row = step.query()) {
            row.next();
            return row.getBoolean("held");
          }
        });
  }

  @Override
  public Map<JobId, JobProgress> progress(Collection<JobId> jobs) {
    return database.repeatable(
        "read the progress of " + Counted.jobs(jobs.size()),
        connection -> {
          try (Bound read = READ_PROGRESS.on(connection).ids("ids", jobs);
              ResultSet row = read.query()) {
            Map<JobId, JobProgress> found = new HashMap<>();
            while (row.next()) {
              found.put(new JobId(row.getObject("id", UUID.class)), jobProgress(row));
            }
            return found;
          }
        });
  }

  @Override
  public LogPage log(JobId job, LogPosition after, int chunks) {
    return database.repeatable(
        "read the log of job " + job,
        connection -> {
          try (Bound read =
                  READ_LOG
                      .on(connection)
                      .set("id", job.value())
                      .set("fence", after.fence())
                      .set("line", after.line())
                      .set("chunks", chunks);
              ResultSet row = read.query()) {
            return page(row, after);
          }
        });
  }

  private static JobProgress jobProgress(ResultSet row) throws SQLException {
    Progress progress =
        new Progress(
            row.getDouble("fraction"),
            optional(row, "done"),
            optional(row, "total"),
            row.getString("message"));
    return new JobProgress(
        row.getInt("attempt"), Columns.instant(row, "reported_at").orElseThrow(), progress);
  }

  private static LogPage page(ResultSet row, LogPosition after) throws SQLException {
    List<LogLine> lines = new ArrayList<>();
    LogPosition end = after;
    while (row.next()) {
      long fence = row.getLong("fence");
      if (!lines.isEmpty() && fence != end.fence()) {
        break;
      }
      List<LogLine> chunk =
          LogChunk.decode(row.getInt("attempt"), row.getInt("first_line"), row.getBytes("content"));
      for (LogLine line : chunk) {
        // The first chunk may begin before the place that was asked for.
        if (fence > end.fence() || line.number() > end.line()) {
          lines.add(line);
          end = new LogPosition(fence, line.number());
        }
      }
    }
    return new LogPage(lines, end);
  }

  private static OptionalLong optional(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  @Override
  public Map<String, Optional<byte[]>> steps(JobId job) {
    return database.repeatable(
        "read the steps of job " + job,
        connection -> {
          try (Bound steps = STEPS.on(connection).set("id", job.value());
              ResultSet row = steps.query()) {
            Map<String, Optional<byte[]>> found = new HashMap<>();
            while (row.next()) {
              found.put(row.getString("name"), Optional.ofNullable(row.getBytes("result")));
            }
            return found;
          }
        });
  }

  private static <T> Bound held(Bound statement, List<T> reports, Function<T, Held> job)
      throws SQLException {
    return statement
        .ids("ids", reports.stream().map(report -> job.apply(report).id()).toList())
        .array("fences", "int8", column(reports, report -> job.apply(report).fence()));
  }

  private static <T> Object[] column(
      List<T> reports, Function<T, ? extends @Nullable Object> value) {
    return reports.stream().map(value).toArray();
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static int refused(Bound statement) throws SQLException {
    try (ResultSet row = statement.query()) {
      row.next();
      return row.getInt("refused");
    }
  }
}
