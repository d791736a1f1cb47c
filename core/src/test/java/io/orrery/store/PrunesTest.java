package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.store.Prunes.Finished;
import io.orrery.store.Prunes.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrunesTest extends StoreTest {
  private static final Finished SUCCEEDED = new Finished(QueueName.DEFAULT, JobState.SUCCEEDED);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final Prunes prunes = store.prunes();
  private long epoch;

  @BeforeEach
  void lead() {
    epoch = store.leadership().elect(UUID.randomUUID(), Duration.ofDays(100)).orElseThrow();
  }

  @Test
  void theOldestGoFirstAndNoMoreThanTheLimit() {
    JobId young = finished("SUCCEEDED", 1);
    JobId old = finished("SUCCEEDED", 30);
    JobId older = finished("SUCCEEDED", 31);
    JobId oldest = finished("SUCCEEDED", 32);

    assertThat(prune(2)).isEqualTo(2);
    assertThat(ids()).containsExactlyInAnyOrder(young, old).doesNotContain(older, oldest);
    assertThat(prune(2)).isEqualTo(1);
    assertThat(prune(2)).isZero();
    assertThat(ids()).containsExactly(young);
  }

  @Test
  void otherStatesAndQueuesStay() {
    JobId dead = finished("DEAD", 30);
    JobId cancelled = finished("CANCELLED", 30);
    finished("SUCCEEDED", 30);
    database.execute("UPDATE orrery.job SET queue = 'zoo' WHERE state = 'CANCELLED'");

    prune(10);

    assertThat(ids()).containsExactlyInAnyOrder(dead, cancelled);
  }

  /** However old, and whoever asks. */
  @ParameterizedTest
  @EnumSource(names = {"SCHEDULED", "PENDING", "RUNNING"})
  void whatHasNotFinishedStays(JobState state) {
    running(1);
    pending(1);
    store.inserts().insert(List.of(aJob(o -> o.in(HOUR))));
    database.moveClock(DAY.multipliedBy(90));

    int pruned =
        prunes.jobs(epoch, new Finished(QueueName.DEFAULT, state), DAY, Optional.of(now()), 1_000);

    assertThat(pruned).isZero();
    assertThat(ids()).hasSize(3);
  }

  @Test
  void attemptsGoWithTheirJobAndNoOthers() {
    JobId young = finished("SUCCEEDED", 1);
    JobId old = finished("SUCCEEDED", 30);
    Stream.of(young, old, old).forEach(this::failOnce);

    prune(10);

    assertThat(store.reads().attempts(old)).isEmpty();
    assertThat(store.reads().attempts(young)).hasSize(1);
  }

  @Test
  void whatEndedBeforeTheFloorGoesHoweverYoung() {
    JobId first = finished("SUCCEEDED", 3);
    JobId second = finished("SUCCEEDED", 2);
    Instant floor = ended(second);

    assertThat(prunes.jobs(epoch, SUCCEEDED, DAY, Optional.of(floor), 10)).isEqualTo(1);

    assertThat(ids()).containsExactly(second).doesNotContain(first);
  }

  @Test
  void aPastLeaderDeletesNothing() {
    finished("SUCCEEDED", 30);
    tick("gone", 40);
    runs.leave(worker);
    database.moveClock(DAY.multipliedBy(3));

    assertThatThrownBy(() -> prunes.jobs(epoch - 1, SUCCEEDED, DAY, Optional.empty(), 10))
        .isInstanceOf(Deposed.class);
    assertThatThrownBy(() -> prunes.ticks(epoch - 1, DAY, 10)).isInstanceOf(Deposed.class);
    assertThatThrownBy(() -> prunes.workers(epoch + 1, DAY, 10)).isInstanceOf(Deposed.class);

    assertThat(ids()).hasSize(1);
    assertThat(database.number("SELECT count(*) FROM orrery.tick")).isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM orrery.worker")).isEqualTo(1);
  }

  @Test
  void rowsThatSomebodyHoldsHideNoOthers() throws SQLException {
    List<JobId> held = List.of(finished("SUCCEEDED", 33), finished("SUCCEEDED", 32));
    finished("SUCCEEDED", 31);

    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM orrery.job ORDER BY finished_at LIMIT 2 FOR NO KEY UPDATE");
      assertThat(prune(2)).isEqualTo(1);
      other.rollback();
    }

    assertThat(ids()).containsExactlyInAnyOrderElementsOf(held);
    assertThat(prune(2)).isEqualTo(2);
  }

  @Test
  void queuesAndStatesWithFinishedJobsAreListed() {
    pending(1);
    finished("SUCCEEDED", 1);
    finished("SUCCEEDED", 2);
    finished("DEAD", 1);
    database.execute("UPDATE orrery.job SET queue = 'zoo' WHERE state = 'DEAD'");

    assertThat(prunes.finished())
        .containsExactly(SUCCEEDED, new Finished(new QueueName("zoo"), JobState.DEAD));
  }

  @Test
  void theWalkMeetsSucceededAndCancelledJobsNewestFirst() {
    JobId oldest = finished("CANCELLED", 3);
    JobId middle = finished("SUCCEEDED", 2);
    finished("CANCELLED", 1);
    finished("DEAD", 1);

    Stretch first = prunes.stretch(QueueName.DEFAULT, Optional.empty(), 2);
    Stretch second = prunes.stretch(QueueName.DEFAULT, first.earliest(), 2);

    assertThat(first).isEqualTo(new Stretch(2, Optional.of(ended(middle))));
    assertThat(second).isEqualTo(new Stretch(1, Optional.of(ended(oldest))));
    assertThat(prunes.stretch(QueueName.DEFAULT, second.earliest(), 2))
        .isEqualTo(new Stretch(0, Optional.empty()));
  }

  @Test
  void aScheduleRemembersItsLastSuccessWhenTheJobGoes() {
    schedule("weekly", 1);
    tick("weekly", 9);
    tick("weekly", 8);
    JobId job = finished("SUCCEEDED", 24 * 8);
    database.execute(
        "UPDATE orrery.tick SET outcome = 'FIRED', job_id = '%s' WHERE due < orrery.clock() - interval '8.5 days'"
            .formatted(job));
    database.execute("UPDATE orrery.job SET schedule = 'weekly'");

    prune(10);

    assertThat(
            database.number(
                "SELECT count(*) FROM orrery.schedule s JOIN orrery.tick t ON t.due = s.succeeded WHERE t.job_id = '%s'"
                    .formatted(job)))
        .isEqualTo(1);
  }

  @Test
  void ticksGoByAgeOldestFirst() {
    schedule("daily", 1);
    tick("daily", 50);
    tick("daily", 40);
    tick("daily", 30);
    tick("gone", 45);
    tick("gone", 1);

    assertThat(prunes.ticks(epoch, DAY.multipliedBy(35), 2)).isEqualTo(2);
    assertThat(ticks()).containsExactly("daily 30", "gone 1", "gone 45");
    assertThat(prunes.ticks(epoch, DAY.multipliedBy(35), 2)).isEqualTo(1);
    assertThat(ticks()).containsExactly("daily 30", "gone 1");
  }

  @Test
  void aScheduleKeepsItsLastTickAndWhatLiesAfterIt() {
    schedule("resting", 40);
    tick("resting", 41);
    tick("resting", 40);
    tick("resting", 39);

    prunes.ticks(epoch, DAY.multipliedBy(35), 10);

    assertThat(ticks()).containsExactly("resting 39", "resting 40");
  }

  @Test
  void workersThatAreGoneAndHoldNoJobGo() {
    UUID busy = UUID.randomUUID();
    UUID lost = UUID.randomUUID();
    Stream.of(busy, lost)
        .forEach(id -> runs.register(new WorkerRow(id, "w", Map.of("default", 1), TYPES), LEASE));
    runs.claim(busy, pending(1), TYPES);
    database.execute("UPDATE orrery.worker SET status = 'LOST' WHERE id <> '" + worker + "'");
    assertThat(prunes.workers(epoch, DAY, 10)).isZero();
    database.moveClock(DAY.plus(HOUR));

    assertThat(prunes.workers(epoch, DAY, 10)).isEqualTo(1);

    assertThat(database.column("SELECT id FROM orrery.worker"))
        .containsExactlyInAnyOrder(busy.toString(), worker.toString());
    database.execute("DELETE FROM orrery.job");
    assertThat(prunes.workers(epoch, DAY, 10)).isEqualTo(1);
  }

  private int prune(int limit) {
    return prunes.jobs(epoch, SUCCEEDED, DAY, Optional.empty(), limit);
  }

  private JobId finished(String state, int hoursAgo) {
    JobId id = JobId.next();
    database.execute(
        """
        INSERT INTO orrery.job (id, created_at, finished_at, state, queue, type, priority, max_retries, arguments)
        SELECT '%s', e.at, e.at, '%s', 'default', 'send-email', 5, 5, ''
        FROM (SELECT orrery.clock() - interval '%d h' AS at) e
        """
            .formatted(id, state, hoursAgo));
    return id;
  }

  private void failOnce(JobId id) {
    database.execute(
        """
        INSERT INTO orrery.attempt (job_id, fence, attempt, worker_id, claimed_at, ended_at, outcome)
        SELECT '%1$s', count(*) + 1, 1, gen_random_uuid(), orrery.clock(), orrery.clock(), 'FAILED'
        FROM orrery.attempt WHERE job_id = '%1$s'
        """
            .formatted(id));
  }

  private void schedule(String name, int lastTickDaysAgo) {
    database.execute(
        """
        INSERT INTO orrery.schedule (name, created_at, changed_at, starts_at, last_tick, interval_ms, priority, max_retries,
                                     catch_up, rule, misfire, overlap, queue, type)
        SELECT '%s', c.now, c.now, c.now, c.now - interval '%d days', 60000, 5, 5, 1, 'FIXED_RATE', 'SKIP', 'SKIP',
               'default', 'send-email'
        FROM (SELECT date_trunc('hour', orrery.clock()) AS now) c
        """
            .formatted(name, lastTickDaysAgo));
  }

  private void tick(String schedule, int daysAgo) {
    database.execute(
        """
        INSERT INTO orrery.tick (schedule, due, decided_at, outcome)
        VALUES ('%s', date_trunc('hour', orrery.clock()) - interval '%d days', orrery.clock(), 'MISSED')
        """
            .formatted(schedule, daysAgo));
  }

  /** Each as its schedule and how many days ago it was due. */
  private List<String> ticks() {
    return database.column(
        "SELECT schedule || ' ' || extract(day FROM orrery.clock() - due) FROM orrery.tick ORDER BY 1");
  }

  private List<JobId> ids() {
    return database.column("SELECT id FROM orrery.job").stream().map(JobId::parse).toList();
  }

  private Instant now() {
    return store.duties().contact().at();
  }

  private Instant ended(JobId id) {
    return Instant.parse(
        database
            .column(
                "SELECT to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM orrery.job WHERE id = '%s'"
                    .formatted(id))
            .getFirst());
  }
}
