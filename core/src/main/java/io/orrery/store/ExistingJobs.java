package io.orrery.store;

import io.orrery.JobId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Tells a row that is gone from one that only changed under a statement. */
final class ExistingJobs {
  private static final Sql EXISTING = Sql.named("existing");

  private ExistingJobs() {}

  /** Those of these ids that have a row. */
  static Set<JobId> among(Connection connection, Collection<JobId> ids) throws SQLException {
    Set<JobId> found = new HashSet<>();
    try (Bound existing = EXISTING.on(connection).ids("ids", ids);
        ResultSet row = existing.query()) {
      while (row.next()) {
        found.add(new JobId(row.getObject(1, UUID.class)));
      }
    }
    return found;
  }
}
