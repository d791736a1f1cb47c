package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.broker.DeadNotice;
import io.orrery.store.Duties;
import io.orrery.store.StoreBusy;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReapTest extends DutyTest {
  private static final Duration TICK = Duration.ofSeconds(1);

  /** What happens between the look whether workers may be marked and the mark. */
  private Runnable beforeMark = () -> {};

  private final Duties duties =
      (Duties)
          Proxy.newProxyInstance(
              Duties.class.getClassLoader(),
              new Class<?>[] {Duties.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("markLost")) {
                  beforeMark.run();
                }
                return method.invoke(store.duties(), arguments);
              });
  private final Reap reap = new Reap(duties, ringer, metrics, config, time.ambient());

  /** A leader that has led for longer than a lease. */
  @BeforeEach
  void settle() {
    reap.begin();
    beatFor(config.lease().ttl());
  }

  @Test
  void theJobsOfADeadWorkerAreRungWithinItsLeaseAndThreeSeconds() {
    List<JobId> jobs = waiting(3);
    claim(worker, jobs);
    runs.beat(worker, config.lease().ttl(), Map.of(), List.of(10));

    ticks(14);
    assertThat(broker.rung).isEmpty();
    ticks(4);

    assertThat(broker.rungJobs()).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(state(jobs.getFirst())).isEqualTo(JobState.PENDING);
    assertThat(registry.getSampleValue("orrery_coordinator_workers_lost_total")).isEqualTo(1);
  }

  @Test
  void theJobsOfALiveWorkerAreNeverTaken() {
    JobId job = waiting(1).getFirst();
    claim(worker, List.of(job));

    beatFor(Duration.ofMinutes(10));

    assertThat(state(job)).isEqualTo(JobState.RUNNING);
    assertThat(broker.rung).isEmpty();
  }

  @Test
  void aJobThatKillsItsWorkersIsADeadLetterAfterTheThird() {
    JobId job = waiting(1).getFirst();

    assertThat(loseAWorkerWith(job)).isEqualTo(JobState.PENDING);
    assertThat(loseAWorkerWith(job)).isEqualTo(JobState.SCHEDULED);
    advance(Duration.ofSeconds(10));
    duties.promote(turn().epoch(), 1);
    assertThat(loseAWorkerWith(job)).isEqualTo(JobState.DEAD);

    assertThat(broker.notices)
        .containsExactly(new DeadNotice(job, EMAIL.name(), EMAIL.queue(), "WORKER_LOST"));
    assertThat(
            registry.getSampleValue(
                "orrery_coordinator_jobs_reaped_total",
                new String[] {"cause", "state"},
                new String[] {"LOST", "DEAD"}))
        .isEqualTo(1);
  }

  @Test
  void aJobFarPastItsDeadlineIsTakenFromALiveWorker() {
    JobId job = insert(List.of(aJob(o -> o.timeout(Duration.ofSeconds(30))))).getFirst();
    claim(worker, List.of(job));

    beatFor(Duration.ofSeconds(80));
    assertThat(state(job)).isEqualTo(JobState.RUNNING);
    beatFor(Duration.ofSeconds(15));

    assertThat(state(job)).isEqualTo(JobState.SCHEDULED);
  }

  @Test
  void afterASilenceOfPostgresLiveWorkersMayBeatFirst() {
    JobId job = waiting(1).getFirst();
    claim(worker, List.of(job));
    advance(Duration.ofSeconds(60));

    reap.round(turn());
    beatFor(Duration.ofSeconds(60));

    assertThat(state(job)).isEqualTo(JobState.RUNNING);
  }

  /** In which PostgreSQL, or all of the machine, stood still: nobody could beat. */
  @Test
  void aFreezeJustBeforeTheMarkTakesNoLiveWorker() {
    JobId job = waiting(1).getFirst();
    claim(worker, List.of(job));
    beforeMark = () -> advance(config.lease().ttl().multipliedBy(2));

    reap.round(turn());
    beforeMark = () -> {};
    beatFor(Duration.ofSeconds(60));

    assertThat(state(job)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void afterASilenceDeadWorkersAreFoundOneLeaseLater() {
    JobId job = waiting(1).getFirst();
    claim(worker, List.of(job));
    advance(Duration.ofSeconds(60));

    ticks(15);
    assertThat(state(job)).isEqualTo(JobState.RUNNING);
    ticks(1);

    assertThat(state(job)).isEqualTo(JobState.PENDING);
  }

  @Test
  void manyJobsAreTakenBatchAfterBatchWithoutAPause() {
    List<JobId> jobs = waiting(2 * Reap.BATCH + 1);
    claim(worker, jobs);
    database.execute("UPDATE orrery.worker SET status = 'LOST'");

    assertThat(reap.round(turn())).isZero();
    assertThat(reap.round(turn())).isZero();
    assertThat(reap.round(turn())).isEqualTo(TICK);

    assertThat(broker.rungJobs()).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void aWorkerRowThatSomebodyHoldsKeepsNoOtherJobWaiting() throws SQLException {
    UUID held = UUID.randomUUID();
    register(held);
    JobId job = waiting(1).getFirst();
    claim(worker, List.of(job));
    beatFor(Duration.ofSeconds(10));

    try (Connection stranger = database.connect();
        Statement statement = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      statement.execute("SELECT FROM orrery.worker WHERE id = '" + held + "' FOR UPDATE");
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> ticks(18));
      stranger.rollback();
    }

    assertThat(state(job)).isEqualTo(JobState.PENDING);
  }

  @Test
  void aMarkThatFailsKeepsNoLostWorkersJobsWaiting() {
    JobId job = waiting(1).getFirst();
    claim(worker, List.of(job));
    database.execute("UPDATE orrery.worker SET status = 'LOST'");
    beforeMark =
        () -> {
          throw new StoreBusy("the mark collides", null);
        };

    assertThatThrownBy(() -> reap.round(turn())).isInstanceOf(StoreBusy.class);

    assertThat(state(job)).isEqualTo(JobState.PENDING);
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      advance(TICK);
      reap.round(turn());
    }
  }

  /** As often as a worker does; a longer silence would count as a gap. */
  private void beatFor(Duration duration) {
    Duration beat = config.lease().beat();
    for (Duration t = Duration.ZERO; t.compareTo(duration) < 0; t = t.plus(beat)) {
      assertThat(runs.beat(worker, config.lease().ttl(), Map.of(), List.of(10)).alive()).isTrue();
      advance(beat);
      reap.round(turn());
    }
  }

  private JobState loseAWorkerWith(JobId job) {
    UUID doomed = UUID.randomUUID();
    register(doomed);
    claim(doomed, List.of(job));
    ticks(18);
    return state(job);
  }
}
