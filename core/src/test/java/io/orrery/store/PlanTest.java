package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.orrery.JobId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The statements of the hot path keep their plan whatever the planner believes about a table that
 * swings between empty and full: a walk through the table makes them a hundred times slower just
 * when it matters.
 */
class PlanTest extends StoreTest {
  /** What the statistics say, always of another moment than the one in which the statement runs. */
  enum Statistics {
    OF_AN_EMPTY_TABLE,
    OF_A_FULL_TABLE,
    OF_A_DRAINED_TABLE_JUST_VACUUMED
  }

  /** Sets a statement's parameters. */
  private interface Parameters {
    Bound set(Bound statement) throws SQLException;
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreFoundByKeyAndUpdatedByCtid(Statistics statistics) throws SQLException {
    assertByKey(fill(statistics));
  }

  /** A connection keeps the plan that it made when the table was empty, while the table fills. */
  @Test
  void plansMadeOnANewTableAreGoodForAFullOne() throws SQLException {
    assertByKey(List.of(JobId.next()));
    assertReads(scan(), "job_pending");
  }

  @ParameterizedTest
  @EnumSource
  void scansReadTheirIndexInOrder(Statistics statistics) throws SQLException {
    fill(statistics);

    assertReads(scan(), "job_pending");
    assertReads(
        leaderPlan(
            "relay",
            p ->
                p.set("queue", "default")
                    .set("priority", 5)
                    .set("watermark", Long.MAX_VALUE)
                    .set("overdue_ms", 0L)
                    .set("repeat_ms", 30_000L)
                    .set("most_ms", 600_000L)
                    .set("limit", 1_000)),
        "job_pending");
    assertReads(
        leaderPlan("promote", p -> p.set("limit", 1_000).set("relay_ms", 5_000L)), "job_scheduled");
    assertReads(
        leaderPlan("reap_lost", p -> p.set("limit", 500).set("relay_ms", 5_000L)), "job_running");
    assertReads(leaderPlan("forget_rings", p -> p.set("limit", 1_000)), "job_rung");
  }

  private void assertByKey(List<JobId> ids) throws SQLException {
    List<List<String>> plans =
        List.of(
            plan("claim", p -> p.set("worker", worker).ids("ids", ids).texts("types", TYPES)),
            plan(
                "succeed",
                p ->
                    p.ids("ids", ids)
                        .array("fences", "int8", fences(ids))
                        .array("results", "bytea", new byte[ids.size()][])),
            plan(
                "end",
                p ->
                    p.ids("ids", ids)
                        .array("fences", "int8", fences(ids))
                        .texts("kinds", Collections.nCopies(ids.size(), "RETRY"))
                        .texts("outcomes", Collections.nCopies(ids.size(), "FAILED"))
                        .texts("errors", Collections.nCopies(ids.size(), "boom"))
                        .array("delays", "int8", fences(ids))));
    assertThat(plans)
        .allSatisfy(
            plan -> {
              assertThat(plan).anyMatch(line -> line.contains("Index Scan using job_pkey on job"));
              assertThat(plan).anyMatch(line -> line.contains("Tid Scan on job"));
              assertThat(plan)
                  .noneMatch(line -> line.contains("Seq Scan on job") || line.contains("Bitmap"));
            });
  }

  private List<String> scan() throws SQLException {
    return plan(
        "scan",
        p ->
            p.set("worker", worker).set("queue", "default").texts("types", TYPES).set("limit", 50));
  }

  private static void assertReads(List<String> plan, String index) {
    assertThat(plan).anyMatch(line -> line.contains("Index Scan using " + index + " on job"));
    assertThat(plan)
        .noneMatch(
            line ->
                line.contains("Seq Scan on job")
                    || line.contains("Bitmap")
                    || line.contains("Sort Key: j."));
  }

  /** Leaves 20,000 waiting jobs behind, and returns the ids of 100 of them. */
  private List<JobId> fill(Statistics statistics) {
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
    return pending(100);
  }

  private static String insert(String state, int rows) {
    return """
        INSERT INTO orrery.job (id, created_at, finished_at, state, ring_order, relay_at, queue, type, priority, max_retries, arguments)
        SELECT gen_random_uuid(), clock_timestamp(), CASE WHEN s.state = 'SUCCEEDED' THEN clock_timestamp() END, s.state,
               nextval('orrery.ring_order'), clock_timestamp(), 'default', 'send-email', 5, 5, decode(repeat('ab', 200), 'hex')
        FROM (SELECT '%s'::orrery.job_state AS state) s, generate_series(1, %d)
        """
        .formatted(state, rows);
  }

  /** As the connections of clients and workers plan it. */
  private List<String> plan(String name, Parameters parameters) throws SQLException {
    return plan(name, database.settings(), parameters);
  }

  /** As the connections of coordinators plan it. */
  private List<String> leaderPlan(String name, Parameters parameters) throws SQLException {
    StoreSettings settings = StoreSettings.ofCoordinator(database.config().build(), "test", 1);
    return plan(name, settings, p -> parameters.set(p.set("epoch", 1L)));
  }

  private static List<String> plan(String name, StoreSettings settings, Parameters parameters)
      throws SQLException {
    Sql sql = Sql.named(name);
    try (HikariDataSource pool = PostgresPool.open(settings);
        Connection connection = pool.getConnection();
        Bound explain =
            new Bound(connection, connection.prepareStatement("EXPLAIN " + sql.text()), sql);
        ResultSet row = parameters.set(explain).query()) {
      Stream.Builder<String> lines = Stream.builder();
      while (row.next()) {
        lines.add(row.getString(1));
      }
      return lines.build().toList();
    }
  }

  private static Object[] fences(List<JobId> ids) {
    Long[] fences = new Long[ids.size()];
    Arrays.fill(fences, 1L);
    return fences;
  }
}
