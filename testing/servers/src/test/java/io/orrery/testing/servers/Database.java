package io.orrery.testing.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletionException;

/** A database of a server, with a new connection for each statement. */
record Database(PostgresServer server, String name) {

  /** Creates one. */
  Database(PostgresServer server) {
    this(server, server.createDatabase());
  }

  Database copy() {
    return new Database(server, server.createDatabase(name));
  }

  Connection connect() throws SQLException {
    return connect(server.password());
  }

  Connection connect(String password) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(name), server.user(), password);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first column of the only row. */
  String query(String sql) throws SQLException {
    try (Connection connection = connect()) {
      return query(connection, sql);
    }
  }

  /** Returns 1, from the server. */
  static String ask(Connection connection) {
    try {
      return query(connection, "SELECT 1");
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
