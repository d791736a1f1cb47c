package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The statements of the leader keep their plan, too, each of which reads one index, in order, and
 * no more than its page.
 */
class LeaderPlanTest extends StatementPlanTest {
  private static final int ROWS = 20_000;

  @ParameterizedTest
  @EnumSource
  void scansReadTheirIndexInOrder(Statistics statistics) throws SQLException {
    fill(statistics);

    assertReads(plan("scan"), "job_pending");
    assertReads(leaderPlan("relay", relay(0, Duration.ZERO)), "job_pending");
    List<String> promote =
        leaderPlan("promote", p -> p.set("limit", 1_000).set("relay_ms", 5_000L));
    assertReads(promote, "job_scheduled");
    // Else each look would walk through all that is to come.
    assertThat(promote).anyMatch(line -> line.contains("Index Cond: (run_at <="));
    assertReads(
        leaderPlan("reap_lost", p -> p.set("limit", 500).set("relay_ms", 5_000L)), "job_running");
    assertReads(
        leaderPlan(
            "reap_overrun",
            p -> p.set("limit", 500).set("relay_ms", 5_000L).set("grace_ms", 60_000L)),
        "job_running");
    assertReads(
        leaderPlan("admit", p -> p.set("limit", 1_000).set("relay_ms", 5_000L)), "job_unrung");
    assertReads(leaderReads("next_due", p -> p), "job_scheduled");
    assertReads(leaderReads("lanes", p -> p), "job_pending");
    assertReads(plan("running"), "job_running");
    assertReads(leaderPlan("forget_rings", p -> p.set("limit", 1_000)), "job_rung");
    assertReads(plan("ring_new_types"), "job_rung");
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
    List<String> fire = leaderPlan("fire", LeaderPlanTest::fire);
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
}
