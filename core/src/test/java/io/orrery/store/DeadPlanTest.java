package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People look at dead letters beside the work: a look reads its page, whatever else there is. */
class DeadPlanTest extends StatementPlanTest {
  private static final Map<String, String> INDEXES =
      Map.of(
          "dead_walk", "job_dead",
          "dead_walk_type", "job_dead_type",
          "dead_walk_error", "job_dead_error",
          "dead_walk_queue", "job_finished");

  private static final String DEAD =
      """
      INSERT INTO orrery.job (id, created_at, finished_at, state, queue, type, error_type, reason, priority, max_retries, arguments)
      SELECT gen_random_uuid(), clock_timestamp(), clock_timestamp(), 'DEAD', 'default', 'send-email', 'java.io.IOException',
             'DISCARDED', 5, 5, decode(repeat('ab', 200), 'hex')
      FROM generate_series(1, 20000)
      """;

  @ParameterizedTest
  @EnumSource
  void eachWalkReadsItsOwnIndexInOrder(Statistics statistics) throws SQLException {
    fill(statistics);

    assertWalks();
    database.execute(DEAD);
    assertWalks();
    database.execute("VACUUM (ANALYZE) orrery.job");
    assertWalks();
  }

  private void assertWalks() throws SQLException {
    for (Map.Entry<String, String> walk : INDEXES.entrySet()) {
      List<String> plan = plan(walk.getKey());
      assertThat(plan)
          .anyMatch(
              line -> line.contains("Index Scan Backward using " + walk.getValue() + " on job"))
          .noneMatch(line -> line.contains("Seq Scan on job") || line.contains("Bitmap"))
          .noneMatch(line -> line.matches(".*(?<!Incremental )Sort +\\(cost.*"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void changesFindTheirRowsByKeyAndUpdateThemByCtid(Statistics statistics) throws SQLException {
    fill(statistics);

    for (String change : List.of("replay", "replay_batch", "discard", "discard_batch")) {
      assertThat(plan(change))
          .anyMatch(line -> line.contains("Index Scan using job_pkey on job"))
          .anyMatch(line -> line.contains("Tid Scan on job"))
          .noneMatch(line -> line.contains("Seq Scan on job") || line.contains("Bitmap"));
    }
    assertReads(plan("dead_letters"), "job_pkey");
    assertReads(plan("dead_arguments"), "job_pkey");
    assertThat(plan("key_holder")).anyMatch(line -> line.contains("using job_unique_key on job"));
  }

  /** However many there are, dead or otherwise finished, and wherever in them the page is. */
  @Test
  void aPageReadsNoMoreThanItReturns() throws SQLException {
    database.execute(insert("SUCCEEDED", 60_000));
    database.execute(DEAD);
    database.execute("ANALYZE orrery.job");
    DeadPosition middle =
        DeadPosition.before(
            store
                .deadRows()
                .stretch(DeadFilter.ALL, DeadPosition.START, 3_000)
                .met()
                .getLast()
                .diedAt());

    for (DeadPosition place : List.of(DeadPosition.START, middle)) {
      assertThat(rows(DeadFilter.ALL, place, "job_dead")).isEqualTo(100);
      assertThat(rows(DeadFilter.ALL.type("send-email"), place, "job_dead_type")).isEqualTo(100);
      assertThat(rows(DeadFilter.ALL.error("java.io.IOException"), place, "job_dead_error"))
          .isEqualTo(100);
      // What died in the same microsecond is put in order: a few more are read.
      assertThat(rows(DeadFilter.ALL.queue("default"), place, "job_finished"))
          .isBetween(100L, 200L);
    }
    assertThat(rows(DeadFilter.ALL.type("resize"), DeadPosition.START, "job_dead_type")).isZero();
    assertThat(
            rows(
                DeadFilter.ALL.error("Rare").type("send-email"),
                DeadPosition.START,
                "job_dead_error"))
        .isZero();
    assertThat(rows(DeadFilter.ALL.queue("other"), DeadPosition.START, "job_finished")).isZero();
    // Of two conditions, only one is by index; what the other passes over is bounded.
    assertThat(
            rows(
                DeadFilter.ALL.type("send-email").queue("other"),
                DeadPosition.START,
                "job_dead_type"))
        .isEqualTo(DeadWalk.LOOK);
  }

  private long rows(DeadFilter filter, DeadPosition place, String index) throws SQLException {
    Sql sql = DeadWalk.sql(filter);
    try (HikariDataSource pool = PostgresPool.open(database.settings());
        Connection connection = pool.getConnection();
        Bound statement =
            new Bound(
                connection, connection.prepareStatement("EXPLAIN ANALYZE " + sql.text()), sql);
        ResultSet row = DeadWalk.bound(statement, filter, place, 100).query()) {
      List<String> plan = new ArrayList<>();
      while (row.next()) {
        plan.add(row.getString(1));
      }
      assertThat(plan).anyMatch(line -> line.contains(" using " + index + " on job"));
      return rows(plan, index);
    }
  }
}
