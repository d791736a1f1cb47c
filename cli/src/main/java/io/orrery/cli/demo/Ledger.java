package io.orrery.cli.demo;

import io.orrery.JobId;
import io.orrery.config.PostgresConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** What PostgreSQL says of the jobs, read by plain SQL on a connection of its own. */
final class Ledger implements AutoCloseable {
  private static final String PROGRESS =
      "SELECT count(*) FILTER (WHERE finished_at IS NOT NULL), count(*) FROM orrery.job";

  private static final String ENDED =
      "SELECT id FROM orrery.job WHERE state IN ('SUCCEEDED', 'DEAD')";

  // How long a job waited for its first attempt: since it was due; or, where it was retried, since
  // its enqueue, as run_at is then when the retry was due. Its first attempt failed in that case,
  // and is kept as an ended one.
  private static final String BY_TYPE =
      """
      SELECT j.type,
             count(*) FILTER (WHERE j.state = 'SUCCEEDED') AS succeeded,
             count(*) FILTER (WHERE j.failures > 0 AND j.attempts > 1) AS retried,
             count(*) FILTER (WHERE j.state = 'DEAD') AS dead,
             percentile_disc(0.5) WITHIN GROUP (ORDER BY w.wait) AS p50,
             percentile_disc(0.99) WITHIN GROUP (ORDER BY w.wait) AS p99,
             count(*) / greatest(0.001, extract(epoch FROM max(j.finished_at) - min(j.created_at))) AS rate
      FROM orrery.job j
      CROSS JOIN LATERAL (
          SELECT extract(epoch FROM CASE
              WHEN j.attempts = 1 THEN j.claimed_at - greatest(j.created_at, j.run_at)
              ELSE (SELECT min(a.claimed_at) FROM orrery.attempt a WHERE a.job_id = j.id) - j.created_at
          END) * 1000 AS wait
      ) w
      GROUP BY j.type
      ORDER BY j.type
      """;

  // The last attempt's error says more than the reason; its first line is the message.
  private static final String DEATHS =
      """
      SELECT type, reason, error, count(*)
      FROM (
          SELECT j.type, j.reason,
                 (SELECT split_part(a.error, E'\\n', 1)
                  FROM orrery.attempt a WHERE a.job_id = j.id ORDER BY a.fence DESC LIMIT 1) AS error
          FROM orrery.job j
          WHERE j.state = 'DEAD'
      ) dead
      GROUP BY type, reason, error
      ORDER BY type, count(*) DESC, reason, error
      """;

  /** How far the run is. */
  record Progress(long ended, long total) {}

  /**
   * One row of the summary.
   *
   * @param p50 milliseconds from enqueue (or due time) to start
   * @param p99 the same
   * @param rate jobs per second from the first enqueue to the last end
   */
  record TypeRow(
      String type, long succeeded, long retried, long dead, double p50, double p99, double rate) {}

  /**
   * Jobs that died in one way.
   *
   * @param error the first line of what the last attempt failed with
   */
  record Death(String type, String reason, String error, long jobs) {}

  private final Connection connection;

  Ledger(PostgresConfig postgres) throws SQLException {
    Properties properties = new Properties();
    postgres.user().ifPresent(user -> properties.setProperty("user", user));
    postgres.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("socketTimeout", "60");
    connection = DriverManager.getConnection(postgres.url(), properties);
  }

  Progress progress() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(PROGRESS)) {
      row.next();
      return new Progress(row.getLong(1), row.getLong(2));
    }
  }

  /** Those of these jobs that PostgreSQL does not have as SUCCEEDED or DEAD. */
  Map<JobId, String> missing(Map<JobId, String> enqueued) throws SQLException {
    Map<JobId, String> missing = new HashMap<>(enqueued);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ENDED)) {
      while (row.next()) {
        missing.remove(new JobId(row.getObject(1, UUID.class)));
      }
    }
    return missing;
  }

  List<TypeRow> byType() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(BY_TYPE)) {
      List<TypeRow> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(
            new TypeRow(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7)));
      }
      return rows;
    }
  }

  /** Every way in which jobs died, by type, the most frequent first. */
  List<Death> deaths() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(DEATHS)) {
      List<Death> deaths = new ArrayList<>();
      while (row.next()) {
        deaths.add(
            new Death(
                row.getString(1),
                row.getString(2),
                String.valueOf(row.getString(3)),
                row.getLong(4)));
      }
      return deaths;
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
