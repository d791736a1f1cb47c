package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Cancels through {@code cancel.sql}; a repeat after a lost reply is told by its reason. */
final class PostgresCancels implements Cancels {
  private static final Sql CANCEL = Sql.named("cancel");
  private static final Sql CANCELLED = Sql.named("cancelled");

  private final Database database;

  PostgresCancels(Database database) {
    this.database = database;
  }

  @Override
  public Optional<JobState> cancel(JobId id, String reason) {
    return database.repeatable(
        "cancel job " + id,
        connection -> {
          Optional<JobState> now = run(CANCEL, connection, id, reason);
          return now.isPresent() ? now : run(CANCELLED, connection, id, reason);
        });
  }

  private static Optional<JobState> run(Sql sql, Connection connection, JobId id, String reason)
      throws SQLException {
    try (Bound statement = sql.on(connection).set("id", id.value()).set("reason", reason);
        ResultSet row = statement.query()) {
      return row.next() ? Optional.of(JobState.valueOf(row.getString(1))) : Optional.empty();
    }
  }
}
