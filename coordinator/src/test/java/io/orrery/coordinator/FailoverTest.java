package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobType;
import io.orrery.Tick;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.store.PostgresStore;
import io.orrery.store.ScheduleEditor;
import io.orrery.store.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Leaders come and go while schedules run: each due time is decided once, and none is left out. The
 * long form is {@code ./orrery bench failover}.
 */
class FailoverTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final int SCHEDULES = 10;
  private static final int TERMS = 6;
  private static final int TICKS_A_TERM = 10;
  private static final JobType<Tick, Void> PING = JobType.of("ping", Tick.class, Void.class);

  private final TestDatabase database = TestDatabase.create();
  private final OrreryConfig config =
      database
          .config()
          .set(ConfigKey.LEADER_LEASE, "1s")
          .set(ConfigKey.LEADER_RENEW, "200ms")
          .set(ConfigKey.COORDINATOR_STATEMENT_TIMEOUT, "900ms")
          .build();
  private final List<Coordinator> coordinators = new ArrayList<>();

  @AfterEach
  void closeAll() {
    coordinators.forEach(Coordinator::close);
    database.close();
  }

  @Test
  void everyTickIsDecidedOnceWhoeverLeads() {
    putSchedules();
    IntStream.range(0, 3).forEach(i -> start());
    for (int term = 1; term <= TERMS; term++) {
      awaitTicksOfEach(term * TICKS_A_TERM);
      replaceTheLeader(term % 2 == 0);
    }
    awaitTicksOfEach((TERMS + 1) * TICKS_A_TERM);
    coordinators.forEach(Coordinator::close);

    // From the start of each schedule to its latest decision: every multiple of the period.
    assertThat(
            database.column(
                """
                SELECT s.name
                FROM orrery.schedule s
                WHERE (SELECT array_agg(t.due ORDER BY t.due) FROM orrery.tick t WHERE t.schedule = s.name)
                   <> (SELECT array_agg(d) FROM generate_series(s.starts_at, s.last_tick, interval '100 ms') d)
                """))
        .isEmpty();
    assertThat(database.number("SELECT epoch FROM orrery.leadership")).isGreaterThan(TERMS);
    assertThat(
            database.number(
                """
                SELECT count(*) FROM orrery.tick t FULL JOIN orrery.job j ON j.id = t.job_id
                WHERE t.outcome IS DISTINCT FROM 'FIRED' OR j.run_at IS DISTINCT FROM t.due
                """))
        .isZero();
  }

  private void putSchedules() {
    try (PostgresStore store = database.open()) {
      ScheduleEditor editor = new ScheduleEditor(store.schedules());
      for (int i = 0; i < SCHEDULES; i++) {
        editor.put(
            new Schedule(
                "ping-" + i,
                Rule.every(PERIOD),
                PING.name(),
                ScheduleOptions.of(PING).overlap(Overlap.ALLOW),
                Optional.empty()));
      }
    }
  }

  private void start() {
    coordinators.add(Coordinator.start(config));
  }

  private void replaceTheLeader(boolean inOrder) {
    await().atMost(SOON).until(() -> leader().isPresent());
    Coordinator leader = leader().orElseThrow();
    if (inOrder) {
      leader.close();
    } else {
      leader.abandon();
    }
    coordinators.remove(leader);
    start();
  }

  private Optional<Coordinator> leader() {
    return coordinators.stream().filter(one -> one.epoch().isPresent()).findFirst();
  }

  private void awaitTicksOfEach(int ticks) {
    await()
        .atMost(SOON)
        .until(
            () ->
                database.number(
                        "SELECT count(*) FROM (SELECT schedule FROM orrery.tick GROUP BY schedule HAVING count(*) >= "
                            + ticks
                            + ") enough")
                    == SCHEDULES);
  }
}
