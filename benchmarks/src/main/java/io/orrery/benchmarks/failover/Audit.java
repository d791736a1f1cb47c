package io.orrery.benchmarks.failover;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orrery.benchmarks.failover.History.Ending;
import io.orrery.benchmarks.failover.History.Job;
import io.orrery.benchmarks.failover.History.Run;
import io.orrery.benchmarks.failover.History.Term;
import io.orrery.benchmarks.failover.History.Ticked;
import io.orrery.benchmarks.failover.History.Write;
import io.orrery.config.PostgresConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Keeps the record that the checker reads, by triggers, on a connection of its own. */
final class Audit implements AutoCloseable {
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;

  Audit(PostgresConfig postgres) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", postgres.user().orElse(""));
    properties.setProperty("password", postgres.password().orElse(""));
    connection = DriverManager.getConnection(postgres.url(), properties);
  }

  /** Lets the server keep the moments of commits, from its next start on. */
  void keepCommitTimes() throws SQLException {
    execute("ALTER SYSTEM SET track_commit_timestamp = on");
  }

  /** Puts the triggers onto the product's tables. */
  void install() throws SQLException, IOException {
    try (InputStream script =
        Objects.requireNonNull(Audit.class.getResourceAsStream("audit.sql"), "audit.sql")) {
      execute(new String(script.readAllBytes(), UTF_8));
    }
  }

  /** Who leads at this moment. */
  Optional<UUID> leader() throws SQLException {
    return rows(
            "SELECT leader FROM orrery.leadership WHERE lease_until > clock_timestamp()",
            row -> row.getObject(1, UUID.class))
        .stream()
        .findFirst();
  }

  /** What is still to come: ticks to be decided and jobs to end. */
  long open() throws SQLException {
    return rows(
            """
            SELECT (SELECT count(*) FROM orrery.schedule WHERE next_tick IS NOT NULL)
                 + (SELECT count(*) FROM orrery.job WHERE finished_at IS NULL)
            """,
            row -> row.getLong(1))
        .getFirst();
  }

  History read(List<Planned> planned, Path enqueued, Path runs) throws SQLException, IOException {
    return new History(
        planned,
        rows("SELECT schedule, due, job_id FROM orrery.tick", Audit::ticked),
        rows("SELECT id, schedule, run_at, state::text FROM orrery.job", Audit::job),
        rows("SELECT job, state FROM audit.ending", Audit::ending),
        rows(
            "SELECT epoch, leader, pg_xact_commit_timestamp(xid) FROM audit.term ORDER BY 3",
            row -> new Term(row.getLong(1), row.getObject(2, UUID.class), instant(row, 3))),
        rows(
            "SELECT writer, relation, pg_xact_commit_timestamp(xid) FROM audit.write ORDER BY 3",
            row -> new Write(row.getObject(1, UUID.class), row.getString(2), instant(row, 3))),
        enqueued(enqueued),
        runs(runs));
  }

  private static Ticked ticked(ResultSet row) throws SQLException {
    return new Ticked(
        row.getString(1), instant(row, 2), Optional.ofNullable(row.getObject(3, UUID.class)));
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getObject(1, UUID.class),
        Optional.ofNullable(row.getString(2)),
        instant(row, 3),
        row.getString(4));
  }

  private static Ending ending(ResultSet row) throws SQLException {
    return new Ending(row.getObject(1, UUID.class), row.getString(2));
  }

  private static Set<UUID> enqueued(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(UUID::fromString).collect(Collectors.toSet());
  }

  private static List<Run> runs(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Audit::run).toList();
  }

  private static Run run(String line) {
    int space = line.indexOf(' ');
    return new Run(
        UUID.fromString(line.substring(0, space)), Instant.parse(line.substring(space + 1)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private <T> List<T> rows(String query, Reader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<T> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
