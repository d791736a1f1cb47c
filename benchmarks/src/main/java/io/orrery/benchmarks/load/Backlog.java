package io.orrery.benchmarks.load;

import io.orrery.JobId;
import io.orrery.config.PostgresConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Fills the table of jobs by the million, faster than any client. */
final class Backlog implements AutoCloseable {
  /** Ids that tell a row's number. */
  private static final String SCHEDULED =
      """
      INSERT INTO orrery.job (id, created_at, state, run_at, max_retries, priority, queue, type, arguments)
      SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, clock_timestamp(), 'SCHEDULED', now(), 3, 5,
             'bench', 'bench', convert_to(repeat('x', 200), 'UTF8')
      FROM generate_series(1, ?) n
      """;

  private static final String PENDING =
      """
      INSERT INTO orrery.job (id, created_at, state, ring_order, relay_at, max_retries, priority, queue, type, arguments)
      SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, clock_timestamp(), 'PENDING',
             nextval('orrery.ring_order'), now(), 3, 5, 'bench', 'bench', convert_to(repeat('x', 200), 'UTF8')
      FROM generate_series(1, ?) n
      """;

  /**
   * A finished job is written three times in its life; what is left of that, a vacuum has taken.
   */
  private static final String FINISHED =
      """
      INSERT INTO orrery.job (id, created_at, state, worker_id, fence, ring_order, claimed_at, finished_at, attempts,
                              max_retries, priority, queue, type, arguments)
      SELECT uuidv7(), clock_timestamp(), 'SUCCEEDED', '00000000-0000-7000-8000-000000000001', 1, n, clock_timestamp(),
             clock_timestamp(), 1, 3, 5, 'bench', 'bench', convert_to(repeat('x', 200), 'UTF8')
      FROM generate_series(1, ?) n
      """;

  /** Looks to the relay like a live worker, without which it reads nothing. */
  private static final String WORKER =
      """
      INSERT INTO orrery.worker (id, started_at, lease_until, status, name, queues, types, slots)
      VALUES ('00000000-0000-7000-8000-000000000001', now(), 'infinity', 'ACTIVE', 'bench', '{bench}', '{bench}', 1)
      ON CONFLICT DO NOTHING
      """;

  private static final int STEP = 500_000;

  private final Connection connection;

  private Backlog(Connection connection) {
    this.connection = connection;
  }

  static Backlog open(PostgresConfig postgres) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", postgres.user().orElse(""));
    properties.setProperty("password", postgres.password().orElse(""));
    return new Backlog(DriverManager.getConnection(postgres.url(), properties));
  }

  /** Which row it was, from 1 on. */
  static int number(JobId job) {
    return (int) job.value().getLeastSignificantBits();
  }

  /** Jobs that are due at once, all of them. */
  void scheduled(int jobs) throws SQLException {
    fill(SCHEDULED, jobs);
  }

  /** Jobs whose doorbells are lost, of a type that some worker runs. */
  void lost(int jobs) throws SQLException {
    execute(WORKER);
    fill(PENDING, jobs);
  }

  /** In steps: what is not committed yet lies in the way of whoever walks the index meanwhile. */
  void finished(int jobs) throws SQLException {
    for (int left = jobs; left > 0; left -= STEP) {
      insert(FINISHED, Math.min(left, STEP));
    }
    tidy();
  }

  /** Leaves the finished ones alone. */
  void forgetUnfinished() throws SQLException {
    execute("DELETE FROM orrery.job WHERE finished_at IS NULL");
    execute("DELETE FROM orrery.worker");
    execute("VACUUM ANALYZE orrery.job");
  }

  private void fill(String insert, int jobs) throws SQLException {
    insert(insert, jobs);
    tidy();
  }

  private void insert(String insert, int jobs) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setInt(1, jobs);
      statement.executeUpdate();
    }
  }

  /** Autovacuum would do so a moment later, in the middle of the measurement. */
  private void tidy() throws SQLException {
    execute("VACUUM ANALYZE orrery.job");
    execute("CHECKPOINT");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
