package io.orrery.benchmarks.load;

import io.orrery.config.PostgresConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
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

  private static final int FILL_BATCH = 100_000;

  private static final String FILL =
      """
      WITH j AS (
          INSERT INTO orrery.job (id, worker_id, fence, ring_order, created_at, claimed_at, finished_at, attempts, max_retries,
                                  priority, state, queue, type, arguments)
          SELECT encode(substring(int8send((extract(epoch FROM t.at) * 1000)::bigint) FROM 3)
                        || substring(uuid_send(gen_random_uuid()) FROM 7), 'hex')::uuid,
                 gen_random_uuid(), 1, nextval('orrery.ring_order'), t.at, t.at, t.at, 1, 5, 5,
                 CASE t.n % 100 WHEN 1 THEN 'CANCELLED' WHEN 2 THEN 'DEAD' ELSE 'SUCCEEDED' END::orrery.job_state,
                 'bench', 'bench', decode(repeat('ab', 200), 'hex')
          FROM (SELECT n, clock_timestamp() - interval '1 h' - interval '22 h' * (1 - n / ?) AS at
                FROM generate_series(?, ?) AS n) t
          RETURNING id, worker_id, state, created_at
      )
      INSERT INTO orrery.attempt (job_id, fence, attempt, worker_id, claimed_at, ended_at, outcome, error)
      SELECT id, 1, 1, worker_id, created_at, created_at, 'FAILED', repeat('x', 200) FROM j WHERE state = 'DEAD'
      """;

  private static final String SIZES =
      """
      SELECT format('%s: %s rows, %s dead, %s MB', relname, n_live_tup, n_dead_tup, pg_table_size(relid) / 1000000)
      FROM pg_stat_user_tables WHERE schemaname = 'orrery' AND relname = 'job'
      UNION ALL
      SELECT format('%s: %s MB', indexrelname, pg_relation_size(indexrelid) / 1000000)
      FROM pg_stat_user_indexes WHERE schemaname = 'orrery' AND relname = 'job' AND pg_relation_size(indexrelid) > 1000000
      """;

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

  /**
   * Writes jobs that finished one after the other in the course of the last 23 hours, but an hour
   * ago at the latest; of a hundred, one was cancelled and one is a dead letter with an attempt.
   */
  void fill(int rows) throws SQLException {
    try (PreparedStatement fill = connection.prepareStatement(FILL);
        Statement statement = connection.createStatement()) {
      for (int from = 0; from < rows; from += FILL_BATCH) {
        fill.setDouble(1, rows);
        fill.setInt(2, from);
        fill.setInt(3, Math.min(rows, from + FILL_BATCH) - 1);
        fill.executeUpdate();
      }
      statement.execute("VACUUM (ANALYZE) orrery.job, orrery.attempt");
      statement.execute("CHECKPOINT");
    }
  }

  /** Of the job table and those of its indexes that have more than a page or two. */
  List<String> sizes() throws SQLException {
    List<String> sizes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SIZES)) {
      while (row.next()) {
        sizes.add(row.getString(1));
      }
    }
    return sizes;
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
