package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How PostgreSQL plans a statement, on tables of which the statistics say something else. */
abstract class StatementPlanTest extends StoreTest {
  static final int LIMIT = 1_000;
  static final Pattern ACTUAL_ROWS = Pattern.compile("actual .*rows=([0-9]+)");

  /** What the statistics say, always of another moment than the one in which the statement runs. */
  enum Statistics {
    OF_AN_EMPTY_TABLE,
    OF_A_FULL_TABLE,
    OF_A_DRAINED_TABLE_JUST_VACUUMED
  }

  /** Sets a statement's parameters. */
  interface Parameters {
    Bound set(Bound statement) throws SQLException;
  }

  /** How many entries of an index the statement, when it ran, met. */
  static long rows(List<String> plan, String index) {
    return plan.stream()
        .filter(line -> line.contains(" using " + index + " on job"))
        .map(ACTUAL_ROWS::matcher)
        .filter(Matcher::find)
        .mapToLong(rows -> Long.parseLong(rows.group(1)))
        .sum();
  }

  static void assertReads(List<String> plan, String index) {
    assertThat(plan).anyMatch(line -> line.contains(" using " + index + " on job"));
    assertThat(plan)
        .noneMatch(
            line ->
                line.contains("Seq Scan on job")
                    || line.contains("Bitmap")
                    || line.contains("Sort Key: j."));
  }

  /** Leaves 20,000 waiting jobs behind. */
  void fill(Statistics statistics) {
    // It would make the statistics true in the middle of a case that is about false ones.
    database.execute("ALTER TABLE orrery.job SET (autovacuum_enabled = false)");
    switch (statistics) {
      case OF_AN_EMPTY_TABLE -> database.execute("VACUUM (ANALYZE) orrery.job");
      case OF_A_FULL_TABLE -> database.execute(insert("PENDING", 20_000));
      case OF_A_DRAINED_TABLE_JUST_VACUUMED -> {
        database.execute(insert("SUCCEEDED", 20_000));
        database.execute("VACUUM (ANALYZE) orrery.job");
      }
    }
    if (statistics == Statistics.OF_A_FULL_TABLE) {
      database.execute("VACUUM (ANALYZE) orrery.job");
    } else {
      database.execute(insert("PENDING", 20_000));
    }
  }

  static String insert(String state, int rows) {
    return """
        INSERT INTO orrery.job (id, created_at, finished_at, state, ring_order, relay_at, queue, type, priority, max_retries, arguments)
        SELECT gen_random_uuid(), clock_timestamp(), CASE WHEN s.state = 'SUCCEEDED' THEN clock_timestamp() END, s.state,
               nextval('orrery.ring_order'), clock_timestamp(), 'default', 'send-email', 5, 5, decode(repeat('ab', 200), 'hex')
        FROM (SELECT '%s'::orrery.job_state AS state) s, generate_series(1, %d)
        """
        .formatted(state, rows);
  }

  /** As the connections of clients and workers plan it: without a look at the parameters. */
  List<String> plan(String name) throws SQLException {
    String[] parts = Sql.named(name).text().split("\\?", -1);
    StringBuilder numbered = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      numbered.append('$').append(i).append(parts[i]);
    }
    try (HikariDataSource pool = PostgresPool.open(database.settings());
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PREPARE it AS " + numbered);
      String values = String.join(", ", Collections.nCopies(parts.length - 1, "NULL"));
      try (ResultSet row = statement.executeQuery("EXPLAIN EXECUTE it(" + values + ")")) {
        return lines(row);
      }
    }
  }

  /** As the connections of coordinators plan it. */
  List<String> leaderPlan(String name, Parameters parameters) throws SQLException {
    return leaderPlan("EXPLAIN ", name, parameters);
  }

  List<String> leaderPlan(String explain, String name, Parameters parameters) throws SQLException {
    return leaderReads(explain, name, p -> parameters.set(p.set("epoch", 1L)));
  }

  /** Of a statement that writes nothing, and so wants no epoch. */
  List<String> leaderReads(String name, Parameters parameters) throws SQLException {
    return leaderReads("EXPLAIN ", name, parameters);
  }

  List<String> leaderReads(String explain, String name, Parameters parameters) throws SQLException {
    StoreSettings settings = StoreSettings.ofCoordinator(database.config().build(), "test", 1);
    Sql sql = Sql.named(name);
    try (HikariDataSource pool = PostgresPool.open(settings);
        Connection connection = pool.getConnection();
        Bound statement =
            new Bound(connection, connection.prepareStatement(explain + sql.text()), sql);
        ResultSet row = parameters.set(statement).query()) {
      return lines(row);
    }
  }

  private static List<String> lines(ResultSet row) throws SQLException {
    List<String> lines = new ArrayList<>();
    while (row.next()) {
      lines.add(row.getString(1));
    }
    return lines;
  }
}
