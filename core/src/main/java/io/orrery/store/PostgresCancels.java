package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import java.sql.ResultSet;
import java.util.Optional;

/** Cancels through {@code cancel.sql}. */
final class PostgresCancels implements Cancels {
  private static final Sql CANCEL = Sql.named("cancel");

  private final Database database;

  PostgresCancels(Database database) {
    this.database = database;
  }

  @Override
  public Optional<JobState> cancel(JobId id, String reason) {
    return database.repeatable(
        "cancel job " + id,
        connection -> {
          try (Bound cancel = CANCEL.on(connection).set("id", id.value()).set("reason", reason);
              ResultSet row = cancel.query()) {
            return row.next() ? Optional.of(JobState.valueOf(row.getString(1))) : Optional.empty();
          }
        });
  }
}
