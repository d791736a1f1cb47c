package io.orrery.benchmarks.load;

import io.orrery.config.PostgresConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What the server counts, and the settings without which a figure means nothing. */
final class PostgresCounters implements AutoCloseable {
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  /** A moment's counts: transactions of the database, bytes of WAL of the server. */
  record Counts(long transactions, long walBytes) {
    Counts since(Counts earlier) {
      return new Counts(transactions - earlier.transactions, walBytes - earlier.walBytes);
    }
  }

  private final Connection connection;

  PostgresCounters(PostgresConfig postgres) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", postgres.user().orElse(""));
    properties.setProperty("password", postgres.password().orElse(""));
    connection = DriverManager.getConnection(postgres.url(), properties);
  }

  /** Refuses a server that could lose what it committed; returns the settings for the report. */
  List<String> durableSettings() throws SQLException {
    List<String> settings = new ArrayList<>();
    for (String name : DURABLE) {
      String value = text("SHOW " + name);
      if (!value.equals("on")) {
        throw new IllegalStateException(
            "PostgreSQL has " + name + "=" + value + ": a benchmark of it would be worth nothing");
      }
      settings.add(name + "=" + value);
    }
    settings.add("shared_buffers=" + text("SHOW shared_buffers"));
    settings.add("version=" + text("SHOW server_version"));
    return settings;
  }

  /** Statistics reach the view about a second after the transaction. */
  Counts counts() throws SQLException {
    long transactions =
        Long.parseLong(
            text(
                "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()"));
    long wal = Long.parseLong(text("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"));
    return new Counts(transactions, wal);
  }

  void emptyTables() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE orrery.job, orrery.attempt");
      statement.execute("CHECKPOINT");
    }
  }

  long unfinished() throws SQLException {
    return Long.parseLong(text("SELECT count(*) FROM orrery.job WHERE finished_at IS NULL"));
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
