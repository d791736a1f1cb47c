package io.orrery.store;

import io.orrery.JobId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Tells a row that somebody holds from one that is free; waits for nobody. */
final class LockedJobs {
  private static final Sql LOCKED = Sql.named("locked");

  private LockedJobs() {}

  /** Those of these ids whose rows another transaction holds at this moment. */
  static Set<JobId> among(Connection connection, Collection<JobId> ids) throws SQLException {
    Set<JobId> found = new HashSet<>();
    try (Bound locked = LOCKED.on(connection).ids("ids", ids);
        ResultSet row = locked.query()) {
      while (row.next()) {
        found.add(new JobId(row.getObject("id", UUID.class)));
      }
    }
    return found;
  }
}
