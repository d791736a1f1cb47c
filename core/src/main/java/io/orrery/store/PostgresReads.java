package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.QueueName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads by key. */
final class PostgresReads implements Reads {
  private static final Sql STATUSES = Sql.named("statuses");
  private static final Sql ENDS = Sql.named("ends");
  private static final Sql ATTEMPTS = Sql.named("attempts");
  private static final Sql SERVED = Sql.named("served");

  private final Database database;

  PostgresReads(Database database) {
    this.database = database;
  }

  @Override
  public Map<JobId, JobStatus> statuses(Collection<JobId> ids) {
    return database.repeatable(
        "read " + Counted.jobs(ids.size()),
        connection -> {
          try (Bound statuses = STATUSES.on(connection).ids("ids", ids);
              ResultSet row = statuses.query()) {
            Map<JobId, JobStatus> found = new HashMap<>();
            while (row.next()) {
              JobStatus status = status(row);
              found.put(status.id(), status);
            }
            return found;
          }
        });
  }

  @Override
  public Map<JobId, JobEnd> ends(Collection<JobId> ids) {
    return database.repeatable(
        "read the ends of " + Counted.jobs(ids.size()),
        connection -> {
          try (Bound ends = ENDS.on(connection).ids("ids", ids);
              ResultSet row = ends.query()) {
            Map<JobId, JobEnd> found = new HashMap<>();
            while (row.next()) {
              JobEnd end =
                  new JobEnd(
                      JobState.valueOf(row.getString("state")),
                      row.getInt("attempts"),
                      Optional.ofNullable(row.getString("reason")),
                      Optional.ofNullable(row.getString("error")),
                      row.getBytes("result"));
              found.put(new JobId(row.getObject("id", UUID.class)), end);
            }
            return found;
          }
        });
  }

  @Override
  public List<AttemptRecord> attempts(JobId id) {
    return database.repeatable(
        "read the attempts of job " + id,
        connection -> {
          try (Bound attempts = ATTEMPTS.on(connection).set("id", id.value());
              ResultSet row = attempts.query()) {
            List<AttemptRecord> found = new ArrayList<>();
            while (row.next()) {
              found.add(attempt(row));
            }
            return found;
          }
        });
  }

  @Override
  public boolean served(QueueName queue, String type) {
    return database.repeatable(
        "read who runs type " + type + " of queue " + queue,
        connection -> {
          try (Bound served = SERVED.on(connection).set("queue", queue.value()).set("type", type);
              ResultSet row = served.query()) {
            row.next();
            return row.getBoolean("served");
          }
        });
  }

  private static JobStatus status(ResultSet row) throws SQLException {
    return new JobStatus(
        new JobId(row.getObject("id", UUID.class)),
        row.getString("type"),
        new QueueName(row.getString("queue")),
        row.getInt("priority"),
        JobState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getInt("failures"),
        row.getInt("max_retries"),
        row.getInt("lost"),
        row.getBoolean("cancel_requested"),
        Columns.instant(row, "created_at").orElseThrow(),
        Columns.instant(row, "run_at"),
        Columns.instant(row, "claimed_at"),
        Columns.instant(row, "finished_at"),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getString("unique_key")),
        Columns.tags(row));
  }

  private static AttemptRecord attempt(ResultSet row) throws SQLException {
    return new AttemptRecord(
        row.getInt("attempt"),
        row.getLong("fence"),
        row.getObject("worker_id", UUID.class),
        Columns.instant(row, "claimed_at").orElseThrow(),
        Columns.instant(row, "ended_at").orElseThrow(),
        row.getString("outcome"),
        Optional.ofNullable(row.getString("error")));
  }
}
