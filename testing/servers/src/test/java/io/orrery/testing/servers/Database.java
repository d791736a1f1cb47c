package io.orrery.testing.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
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
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Queries on another thread. */
  CompletableFuture<String> queryLater(String sql) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return query(sql);
          } catch (SQLException e) {
            throw new CompletionException(e);
          }
        });
  }
}
