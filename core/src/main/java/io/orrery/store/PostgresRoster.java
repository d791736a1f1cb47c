package io.orrery.store;

import io.orrery.CoordinatorStatus;
import io.orrery.QueueName;
import io.orrery.WorkerStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** Lists the rows of workers and coordinators. */
final class PostgresRoster implements Roster {
  private static final Sql WORKERS = Sql.named("workers");
  private static final Sql COORDINATORS = Sql.named("coordinators");

  /** Reads the row that the result set stands on. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Database database;

  PostgresRoster(Database database) {
    this.database = database;
  }

  @Override
  public List<WorkerStatus> workers() {
    return list(WORKERS, "list workers", PostgresRoster::worker);
  }

  @Override
  public List<CoordinatorStatus> coordinators() {
    return list(COORDINATORS, "list coordinators", PostgresRoster::coordinator);
  }

  private <T> List<T> list(Sql sql, String doing, Row<T> reader) {
    return database.repeatable(
        doing,
        connection -> {
          try (Bound list = sql.on(connection);
              ResultSet row = list.query()) {
            List<T> found = new ArrayList<>();
            while (row.next()) {
              found.add(reader.read(row));
            }
            return found;
          }
        });
  }

  private static WorkerStatus worker(ResultSet row) throws SQLException {
    return new WorkerStatus(
        row.getObject("id", UUID.class),
        row.getString("name"),
        WorkerStatus.State.valueOf(row.getString("status")),
        queues(row),
        row.getInt("slots"),
        List.of((String[]) row.getArray("types").getArray()),
        row.getLong("running"),
        instant(row, "started_at"),
        instant(row, "lease_until"),
        instant(row, "now"));
  }

  private static Map<QueueName, Integer> queues(ResultSet row) throws SQLException {
    String[] names = (String[]) row.getArray("queues").getArray();
    Integer[] slots = (Integer[]) row.getArray("queue_slots").getArray();
    Map<QueueName, Integer> queues = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      queues.put(new QueueName(names[i]), i < slots.length ? slots[i] : 0);
    }
    return Collections.unmodifiableMap(queues);
  }

  private static CoordinatorStatus coordinator(ResultSet row) throws SQLException {
    Long epoch = row.getObject("epoch", Long.class);
    return new CoordinatorStatus(
        row.getObject("id", UUID.class),
        row.getString("name"),
        epoch == null ? OptionalLong.empty() : OptionalLong.of(epoch),
        instant(row, "started_at"),
        instant(row, "seen_at"),
        row.getString("lock"),
        row.getBoolean("lock_answers"),
        row.getBoolean("broker_answers"),
        row.getString("zone_data"),
        instant(row, "now"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Columns.instant(row, column).orElseThrow();
  }
}
