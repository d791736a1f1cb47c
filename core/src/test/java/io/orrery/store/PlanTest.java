package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.orrery.JobId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The statements of the hot path keep their plan whatever the planner believes about a table that
 * swings between empty and full: a walk through the table makes them a hundred times slower just
 * when it matters.
 */
class PlanTest extends StoreTest {
  private static final int ROWS = 20_000;
  private static final int LIMIT = 1_000;
  private static final Pattern ACTUAL_ROWS = Pattern.compile("actual .*rows=([0-9]+)");

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
    fill(statistics);

    assertByKey();
  }

  /** A connection keeps the plan that it made when the table was empty, while the table fills. */
  @Test
  void plansMadeOnANewTableAreGoodForAFullOne() throws SQLException {
    assertByKey();
    assertReads(plan("scan"), "job_pending");
  }

  /** Planning a statement over one job costs as much as all the rest of it. */
  @Test
  void statementsOfTheHotPathArePlannedOnce() throws SQLException {
    try (HikariDataSource pool = PostgresPool.open(database.settings());
        Connection connection = pool.getConnection()) {
      for (int i = 0; i < 20; i++) {
        JobId job = pending(1).getFirst();
        try (Bound claim = Sql.named("claim").on(connection)) {
          claim
              .set("worker", worker)
              .ids("ids", List.of(job))
              .texts("types", TYPES)
              .query()
              .close();
        }
      }
      try (Statement statement = connection.createStatement();
          ResultSet plans =
              statement.executeQuery(
                  """
                  SELECT generic_plans, custom_plans FROM pg_prepared_statements
                  WHERE statement LIKE '%orrery.job%'""")) {
        assertThat(plans.next()).isTrue();
        assertThat(plans.getLong("generic_plans")).isPositive();
        assertThat(plans.getLong("custom_plans")).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void scansReadTheirIndexInOrder(Statistics statistics) throws SQLException {
    fill(statistics);

    assertReads(plan("scan"), "job_pending");
    assertReads(leaderPlan("relay", relay(0, Duration.ZERO)), "job_pending");
    assertReads(
        leaderPlan("promote", p -> p.set("limit", 1_000).set("relay_ms", 5_000L)), "job_scheduled");
    assertReads(
        leaderPlan("reap_lost", p -> p.set("limit", 500).set("relay_ms", 5_000L)), "job_running");
    assertReads(
        leaderPlan(
            "reap_overrun",
            p -> p.set("limit", 500).set("relay_ms", 5_000L).set("grace_ms", 60_000L)),
        "job_running");
    assertReads(
        leaderPlan("admit", p -> p.set("limit", 1_000).set("relay_ms", 5_000L)), "job_unrung");
    assertReads(plan("running"), "job_running");
    assertReads(leaderPlan("forget_rings", p -> p.set("limit", 1_000)), "job_rung");
    assertReads(plan("ring_new_types"), "job_rung");
  }

  @ParameterizedTest
  @EnumSource
  void pruningReadsItsIndexInOrderAndDeletesByCtid(Statistics statistics) throws SQLException {
    fill(statistics);
    database.execute(insert("SUCCEEDED", 20_000));

    for (Timestamp floor : Arrays.asList(null, Timestamp.from(Instant.now()))) {
      List<String> plan = leaderPlan("prune", prune(Duration.ofDays(1), floor));
      assertReads(plan, "job_finished");
      assertThat(plan).anyMatch(line -> line.contains("Tid Scan on job"));
      assertThat(plan).anyMatch(line -> line.contains("using attempt_pkey on attempt"));
    }
    assertReads(leaderReads("finished_lanes", p -> p), "job_finished");
    assertThat(leaderReads("finished_page", PlanTest::stretch))
        .anyMatch(line -> line.contains("Merge Append"))
        .anyMatch(line -> line.contains("Index Only Scan Backward using job_finished"))
        .noneMatch(line -> line.contains("Seq Scan on job") || line.contains("Bitmap"));
  }

  /** Whatever there is, and wherever what is to go stands. */
  @Test
  void pruningReadsNoMoreThanItDeletesAndAWalkNoMoreThanItsPage() throws SQLException {
    store.leadership().elect(UUID.randomUUID(), Duration.ofHours(1));
    database.execute(insert("SUCCEEDED", 30_000));
    database.execute(insert("PENDING", 30_000));
    database.execute("ANALYZE orrery.job");

    assertThat(pruned(prune(Duration.ofDays(1), null))).isZero();
    assertThat(pruned(prune(Duration.ZERO, null))).isEqualTo(LIMIT);
    assertThat(
            rows(
                leaderReads("EXPLAIN ANALYZE ", "finished_page", PlanTest::stretch),
                "job_finished"))
        .isEqualTo(LIMIT);
  }

  private static Parameters prune(Duration age, @Nullable Timestamp floor) {
    return p ->
        p.set("queue", "default")
            .set("state", "SUCCEEDED")
            .set("age_ms", age.toMillis())
            .set("floor", floor)
            .set("limit", LIMIT);
  }

  private static Bound stretch(Bound statement) throws SQLException {
    return statement.set("queue", "default").set("before", null).set("rows", LIMIT);
  }

  private long pruned(Parameters parameters) throws SQLException {
    return rows(leaderPlan("EXPLAIN ANALYZE ", "prune", parameters), "job_finished");
  }

  /** How many entries of an index the statement, when it ran, met. */
  private static long rows(List<String> plan, String index) {
    return plan.stream()
        .filter(line -> line.contains(" using " + index + " on job"))
        .map(ACTUAL_ROWS::matcher)
        .filter(Matcher::find)
        .mapToLong(rows -> Long.parseLong(rows.group(1)))
        .sum();
  }

  @ParameterizedTest
  @EnumSource
  void schedulesAndWorkersAreUpdatedByCtidAndNoJobIsSearchedFor(Statistics statistics)
      throws SQLException {
    fill(statistics);

    assertThat(
            leaderPlan("mark_lost", p -> p.set("ended_before", Columns.timestamp(Instant.now()))))
        .anyMatch(line -> line.contains("Tid Scan on worker"));
    List<String> resume = leaderPlan("after_delay", p -> p);
    assertReads(resume, "job_of_schedule");
    assertReads(resume, "job_pkey");
    assertThat(resume).anyMatch(line -> line.contains("Tid Scan on schedule"));
    List<String> fire = leaderPlan("fire", PlanTest::fire);
    assertReads(fire, "job_of_schedule");
    assertThat(fire)
        .anyMatch(line -> line.contains("Tid Scan on schedule"))
        .anyMatch(line -> line.contains("using tick_pkey on tick"));
  }

  /** Each tick looks up the jobs of the ticks before it. */
  @ParameterizedTest
  @EnumSource
  void dueSchedulesLookTheirJobsUpByKey(Statistics statistics) throws SQLException {
    fill(statistics);

    List<String> due =
        leaderReads(
            "schedules_due",
            p ->
                p.set("after_tick", Columns.timestamp(Instant.EPOCH))
                    .set("after_name", "")
                    .set("limit", 100));

    assertReads(due, "job_pkey");
    assertThat(due).anyMatch(line -> line.contains("using tick_pkey on tick"));
  }

  /** However long the lane, and whether there is anything to ring for or not. */
  @Test
  void aRelayReadsNoMoreOfALaneThanItsPage() throws SQLException {
    store.leadership().elect(UUID.randomUUID(), Duration.ofHours(1));
    database.execute(insert("PENDING", 50_000));
    database.execute("ANALYZE orrery.job");

    assertThat(rowsRead(relay(0, Duration.ofHours(1)))).isEqualTo(ROWS);
    assertThat(rowsRead(relay(ROWS, Duration.ofHours(1)))).isEqualTo(ROWS);
    assertThat(rowsRead(relay(2 * ROWS, Duration.ofHours(1)))).isEqualTo(10_000);
    assertThat(rowsRead(relay(0, Duration.ZERO))).isEqualTo(LIMIT);
    runs.leave(worker);
    assertThat(rowsRead(relay(0, Duration.ZERO))).isZero();
  }

  private void assertByKey() throws SQLException {
    assertThat(List.of(plan("claim"), plan("succeed"), plan("end")))
        .allSatisfy(
            plan -> {
              assertThat(plan).anyMatch(line -> line.contains("Index Scan using job_pkey on job"));
              assertThat(plan).anyMatch(line -> line.contains("Tid Scan on job"));
              assertThat(plan)
                  .noneMatch(line -> line.contains("Seq Scan on job") || line.contains("Bitmap"));
            });
  }

  private static Bound fire(Bound statement) throws SQLException {
    return statement
        .set("name", "report")
        .set("revision", 1L)
        .set("expected", Columns.timestamp(Instant.EPOCH))
        .set("next", null)
        .set("zone_data", "")
        .set("last", Columns.timestamp(Instant.EPOCH))
        .set("succeeded", null)
        .set("due", Columns.timestamp(Instant.EPOCH))
        .set("job", UUID.randomUUID())
        .set("tick", new byte[] {1})
        .set("relay_ms", 5_000L)
        .array("missed", "timestamptz", new Object[0]);
  }

  private static Parameters relay(long after, Duration overdue) {
    return p ->
        p.set("queue", "default")
            .set("priority", 5)
            .set("watermark", Long.MAX_VALUE)
            .set("overdue_ms", overdue.toMillis())
            .set("after", after)
            .set("rows", ROWS)
            .set("limit", LIMIT)
            .set("repeat_ms", 30_000L)
            .set("most_ms", 600_000L);
  }

  /** How many waiting jobs the relay's statement, when it ran, met on its walk by the index. */
  private long rowsRead(Parameters parameters) throws SQLException {
    List<String> walks =
        leaderPlan("EXPLAIN ANALYZE ", "relay", parameters).stream()
            .filter(line -> line.contains("Scan") && line.contains(" on job "))
            .filter(line -> !line.contains("Tid Scan"))
            .toList();
    assertThat(walks).singleElement().asString().contains("Index Scan using job_pending");
    Matcher rows = ACTUAL_ROWS.matcher(walks.getFirst());
    return rows.find() ? Long.parseLong(rows.group(1)) : 0;
  }

  private static void assertReads(List<String> plan, String index) {
    assertThat(plan).anyMatch(line -> line.contains(" using " + index + " on job"));
    assertThat(plan)
        .noneMatch(
            line ->
                line.contains("Seq Scan on job")
                    || line.contains("Bitmap")
                    || line.contains("Sort Key: j."));
  }

  /** Leaves 20,000 waiting jobs behind. */
  private void fill(Statistics statistics) {
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

  private static String insert(String state, int rows) {
    return """
        INSERT INTO orrery.job (id, created_at, finished_at, state, ring_order, relay_at, queue, type, priority, max_retries, arguments)
        SELECT gen_random_uuid(), clock_timestamp(), CASE WHEN s.state = 'SUCCEEDED' THEN clock_timestamp() END, s.state,
               nextval('orrery.ring_order'), clock_timestamp(), 'default', 'send-email', 5, 5, decode(repeat('ab', 200), 'hex')
        FROM (SELECT '%s'::orrery.job_state AS state) s, generate_series(1, %d)
        """
        .formatted(state, rows);
  }

  /** As the connections of clients and workers plan it: without a look at the parameters. */
  private List<String> plan(String name) throws SQLException {
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
  private List<String> leaderPlan(String name, Parameters parameters) throws SQLException {
    return leaderPlan("EXPLAIN ", name, parameters);
  }

  private List<String> leaderPlan(String explain, String name, Parameters parameters)
      throws SQLException {
    return leaderReads(explain, name, p -> parameters.set(p.set("epoch", 1L)));
  }

  /** Of a statement that writes nothing, and so wants no epoch. */
  private List<String> leaderReads(String name, Parameters parameters) throws SQLException {
    return leaderReads("EXPLAIN ", name, parameters);
  }

  private List<String> leaderReads(String explain, String name, Parameters parameters)
      throws SQLException {
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
