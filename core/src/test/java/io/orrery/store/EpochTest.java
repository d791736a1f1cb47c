package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.store.Duties.Lane;
import io.orrery.store.Duties.Page;
import io.orrery.store.Duties.RelayBounds;
import io.orrery.store.Prunes.Finished;
import io.orrery.store.Ticks.Decision;
import io.orrery.store.Ticks.DueSchedule;
import io.orrery.store.Ticks.Place;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No write of an epoch takes effect once the next one leads, whichever of its statements it is. */
class EpochTest extends StoreTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Finished SUCCEEDED = new Finished(QueueName.DEFAULT, JobState.SUCCEEDED);

  /** Something to do for each statement. */
  private static final String WORK =
      """
      INSERT INTO orrery.worker (id, started_at, lease_until, status, name, queues, types, slots)
      SELECT gen_random_uuid(), orrery.clock(), orrery.clock() - interval '1 h', status, 'test', '{default}', '{send-email}', 1
      FROM unnest(ARRAY['ACTIVE', 'LOST', 'GONE']) AS s(status);

      INSERT INTO orrery.job (id, created_at, state, run_at, ring_order, relay_at, rings, worker_id, claimed_at, deadline,
                              queue, type, priority, max_retries, arguments)
      SELECT gen_random_uuid(), orrery.clock(), j.state::orrery.job_state, orrery.clock() - interval '1 h', j.ring_order,
             orrery.clock() + j.relay_in, j.rings, w.id, orrery.clock(), orrery.clock() - interval '1 h',
             'default', 'send-email', 5, 5, ''
      FROM (VALUES ('SCHEDULED', NULL, NULL, 0, NULL), ('PENDING', 1, interval '-1 h', 0, NULL),
                   ('PENDING', NULL, interval '-1 h', 0, NULL), ('PENDING', 2, interval '1 h', 1, NULL),
                   ('RUNNING', NULL, NULL, 0, 'LOST'), ('RUNNING', NULL, NULL, 0, 'ACTIVE'))
           AS j (state, ring_order, relay_in, rings, on_worker)
      LEFT JOIN orrery.worker w ON w.status = j.on_worker AND w.lease_until < orrery.clock();

      INSERT INTO orrery.schedule (name, created_at, changed_at, starts_at, next_tick, interval_ms, priority, max_retries,
                                   catch_up, rule, misfire, overlap, queue, type)
      SELECT s.rule, orrery.clock(), orrery.clock(), orrery.clock(), orrery.clock() + s.due_in, 60000, 5, 5, 1, s.rule,
             'FIRE_ONCE', 'ALLOW', 'default', 'send-email'
      FROM (VALUES ('FIXED_RATE', interval '-1 s'), ('FIXED_DELAY', NULL)) AS s (rule, due_in);

      INSERT INTO orrery.schedule (name, created_at, changed_at, starts_at, next_tick, priority, max_retries, catch_up, rule,
                                   cron, zone, misfire, overlap, queue, type)
      VALUES ('CRON', orrery.clock(), orrery.clock(), orrery.clock(), orrery.clock() + interval '1 h', 5, 5, 1, 'CRON',
              '@hourly', 'UTC', 'FIRE_ONCE', 'ALLOW', 'default', 'send-email');

      INSERT INTO orrery.job (id, created_at, finished_at, state, queue, type, priority, max_retries, arguments)
      SELECT gen_random_uuid(), e.at, e.at, 'SUCCEEDED', 'default', 'send-email', 5, 5, ''
      FROM (SELECT orrery.clock() - interval '1 h' AS at) e;

      INSERT INTO orrery.tick (schedule, due, decided_at, outcome)
      VALUES ('gone', orrery.clock() - interval '1 h', orrery.clock(), 'MISSED');
      """;

  /** Holds every write that has found its row, until the session that has the lock lets it go. */
  private static final String GATE =
      """
      CREATE FUNCTION orrery.gate() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
          PERFORM pg_advisory_xact_lock_shared(1);
          RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      END
      $$;
      CREATE TRIGGER gate BEFORE UPDATE OR DELETE ON orrery.job FOR EACH ROW EXECUTE FUNCTION orrery.gate();
      CREATE TRIGGER gate BEFORE UPDATE OR DELETE ON orrery.worker FOR EACH ROW EXECUTE FUNCTION orrery.gate();
      CREATE TRIGGER gate BEFORE UPDATE ON orrery.schedule FOR EACH ROW EXECUTE FUNCTION orrery.gate();
      CREATE TRIGGER gate BEFORE DELETE ON orrery.tick FOR EACH ROW EXECUTE FUNCTION orrery.gate();
      """;

  private static final String ALL_ROWS =
      """
      SELECT md5(string_agg(r, ' ' ORDER BY r))
      FROM (SELECT j::text FROM orrery.job j UNION ALL SELECT w::text FROM orrery.worker w
            UNION ALL SELECT s::text FROM orrery.schedule s UNION ALL SELECT t::text FROM orrery.tick t) AS rows (r)
      """;

  /** What only a leader writes. */
  enum Write {
    PROMOTE,
    ADMIT,
    RELAY,
    FORGET_RINGS,
    MARK_LOST,
    REAP_LOST,
    REAP_OVERRUN,
    FIRE,
    REZONE,
    AFTER_DELAY,
    PRUNE,
    PRUNE_TICKS,
    PRUNE_WORKERS
  }

  private final Duties duties = store.duties();
  private final Ticks ticks = store.ticks();
  private final Prunes prunes = store.prunes();
  private long epoch;

  @BeforeEach
  void leadWithMuchToDo() {
    epoch = store.leadership().elect(UUID.randomUUID(), Duration.ofHours(1)).orElseThrow();
    database.execute(WORK);
  }

  @ParameterizedTest
  @EnumSource
  void theNextEpochWaitsForAWriteThatIsUnderWay(Write write) throws Exception {
    database.execute(GATE);
    try (ExecutorService threads = Executors.newCachedThreadPool();
        Connection gate = database.connect();
        Statement keeper = gate.createStatement()) {
      keeper.execute("SELECT pg_advisory_lock(1)");
      Future<?> writing = threads.submit(() -> write(write, epoch));
      await().atMost(SOON).until(() -> waiting() == 1);
      database.execute("UPDATE orrery.leadership SET lease_until = clock_timestamp()");
      Future<OptionalLong> elected =
          threads.submit(() -> store.leadership().elect(UUID.randomUUID(), LEASE));
      await().atMost(SOON).until(() -> elected.isDone() || waiting() == 2);
      boolean tooEarly = elected.isDone();
      keeper.execute("SELECT pg_advisory_unlock(1)");

      writing.get();
      assertThat(elected.get()).hasValue(epoch + 1);
      assertThat(tooEarly).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPastLeaderWritesNothing(Write write) {
    String before = database.column(ALL_ROWS).getFirst();

    assertThatThrownBy(() -> write(write, epoch - 1)).isInstanceOf(Deposed.class);
    assertThatThrownBy(() -> write(write, epoch + 1)).isInstanceOf(Deposed.class);
    database.execute("UPDATE orrery.leadership SET lease_until = clock_timestamp()");
    assertThatThrownBy(() -> write(write, epoch)).isInstanceOf(Deposed.class);

    assertThat(database.column(ALL_ROWS)).containsExactly(before);
  }

  private void write(Write write, long under) {
    switch (write) {
      case PROMOTE -> duties.promote(under, 10);
      case ADMIT -> duties.admit(under, 10);
      case RELAY ->
          duties.relay(
              under,
              new Lane(QueueName.DEFAULT, 5),
              new RelayBounds(Long.MAX_VALUE, Duration.ZERO),
              new Page(0, 10, 10));
      case FORGET_RINGS -> duties.forgetRings(under, 10);
      case MARK_LOST -> duties.markLost(under, duties.contact().at());
      case REAP_LOST -> duties.reapLost(under, 10);
      case REAP_OVERRUN -> duties.reapOverrun(under, Duration.ZERO, 10);
      case FIRE -> ticks.decide(under, decision(), JobId.next(), new byte[] {1});
      case REZONE -> ticks.rezone(under, ticks.outdated().getFirst(), Optional.empty());
      case AFTER_DELAY -> ticks.resumeDelayed(under);
      case PRUNE -> prunes.jobs(under, SUCCEEDED, Duration.ZERO, Optional.empty(), 10);
      case PRUNE_TICKS -> prunes.ticks(under, Duration.ZERO, 10);
      case PRUNE_WORKERS -> prunes.workers(under, Duration.ZERO, 10);
    }
  }

  private Decision decision() {
    DueSchedule due = ticks.due(Place.FIRST, 1).schedules().getFirst();
    return new Decision(due, List.of(), due.schedule().nextTick(), Optional.empty());
  }

  private long waiting() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
  }
}
