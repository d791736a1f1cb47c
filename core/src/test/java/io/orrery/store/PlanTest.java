package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.orrery.JobId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The statements of the hot path keep their plan whatever the planner believes about a table that
 * swings between empty and full: a walk through the table makes them a hundred times slower just
 * when it matters.
 */
class PlanTest extends StatementPlanTest {
  @ParameterizedTest
  @EnumSource
  void rowsAreFoundByKeyAndUpdatedByCtid(Statistics statistics) throws SQLException {
    fill(statistics);

    assertByKey();
  }

  @ParameterizedTest
  @EnumSource
  void queuesAreListedAndTheirJobsCountedByTheIndex(Statistics statistics) throws SQLException {
    fill(statistics);

    assertReads(plan("queue_list"), "job_pending");
  }

  /** However many jobs it is about. */
  @Test
  void aClaimReadsOnceWhichQueuesArePaused() throws SQLException {
    assertThat(plan("claim").stream().filter(line -> line.contains(" on queue ")))
        .singleElement()
        .asString()
        .doesNotContain("SubPlan");
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
}
