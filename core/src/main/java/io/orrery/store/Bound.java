package io.orrery.store;

import io.orrery.JobId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement whose parameters go by name. Used by one thread, and closed after one run.
 */
final class Bound implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement statement;
  private final Sql sql;

  Bound(Connection connection, PreparedStatement statement, Sql sql) {
    this.connection = connection;
    this.statement = statement;
    this.sql = sql;
  }

  Bound set(String name, @Nullable Object value) throws SQLException {
    for (int position : sql.positions(name)) {
      statement.setObject(position, value);
    }
    return this;
  }

  /** Sets an array whose element type is the PostgreSQL type named. Elements may be null. */
  Bound array(String name, String type, Object[] values) throws SQLException {
    return set(name, connection.createArrayOf(type, values));
  }

  Bound texts(String name, Collection<String> values) throws SQLException {
    return array(name, "text", values.toArray(String[]::new));
  }

  Bound ids(String name, Collection<JobId> ids) throws SQLException {
    UUID[] values = new UUID[ids.size()];
    int i = 0;
    for (JobId id : ids) {
      values[i++] = id.value();
    }
    return array(name, "uuid", values);
  }

  /** The rows; closed together with this. */
  ResultSet query() throws SQLException {
    return statement.executeQuery();
  }

  /** How many rows were changed. */
  int update() throws SQLException {
    return statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
