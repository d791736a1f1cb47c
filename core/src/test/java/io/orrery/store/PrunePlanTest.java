package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Retention reads no more than it deletes, wherever that stands. */
class PrunePlanTest extends StatementPlanTest {
  private static final String REPORTS =
      """
      INSERT INTO orrery.progress (job_id, fence, attempt, reported_at, fraction)
      SELECT id, 1, 1, now(), 0.5 FROM orrery.job WHERE finished_at IS NOT NULL;
      INSERT INTO orrery.job_log (job_id, fence, first_line, attempt, lines, written_at, content)
      SELECT id, 1, 1, 1, 1, now(), 'x' FROM orrery.job WHERE finished_at IS NOT NULL;
      INSERT INTO orrery.job_step (job_id, name, fence, attempt, done_at)
      SELECT id, 'first', 1, 1, now() FROM orrery.job WHERE finished_at IS NOT NULL;
      """;

  @ParameterizedTest
  @EnumSource
  void pruningReadsItsIndexInOrderAndDeletesByCtid(Statistics statistics) throws SQLException {
    fill(statistics);
    database.execute(insert("SUCCEEDED", 20_000));
    database.execute(REPORTS);

    for (Timestamp floor : Arrays.asList(null, Timestamp.from(Instant.now()))) {
      List<String> plan = leaderPlan("prune", prune(Duration.ofDays(1), floor));
      assertReads(plan, "job_finished");
      assertThat(plan).anyMatch(line -> line.contains("Tid Scan on job"));
      assertThat(plan)
          .anyMatch(line -> line.contains("using attempt_pkey on attempt"))
          .anyMatch(line -> line.contains("using progress_pkey on progress"))
          .anyMatch(line -> line.contains("using job_log_pkey on job_log"))
          .anyMatch(line -> line.contains("using job_step_pkey on job_step"));
    }
    assertReads(leaderReads("finished_lanes", p -> p), "job_finished");
    assertThat(leaderReads("finished_page", PrunePlanTest::stretch))
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
                leaderReads("EXPLAIN ANALYZE ", "finished_page", PrunePlanTest::stretch),
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
}
