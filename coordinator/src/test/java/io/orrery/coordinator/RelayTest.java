package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.QueueName;
import io.orrery.store.NewJob;
import io.orrery.store.WorkerRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest extends DutyTest {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Relay relay = new Relay(store.duties(), ringer, config, time.ambient());

  @BeforeEach
  void begin() {
    relay.begin();
  }

  @Test
  void aLostDoorbellIsRungAgainOnceTheQueueIsEmpty() {
    broker.fault = TappedBroker.Fault.LOSES_RINGS;
    List<JobId> jobs = rungFor(3);
    broker.fault = TappedBroker.Fault.NONE;

    ticks(4);
    assertThat(broker.rung).isEmpty();
    ticks(2);

    assertThat(broker.rungJobs()).containsExactlyElementsOf(jobs);
    assertThat(sample("orrery_coordinator_jobs_rung_total", "why", "RELAYED")).isEqualTo(3);
  }

  @Test
  void anEmptyQueueCountsAtTheSecondLookAlone() {
    waiting(1);
    advance(Duration.ofMinutes(1));

    ticks(1);
    assertThat(broker.rung).isEmpty();
    ticks(1);

    assertThat(broker.rung).hasSize(1);
  }

  @Test
  void whatIsRungAgainAndLostAgainWaitsLongerEachTime() {
    broker.fault = TappedBroker.Fault.LOSES_RINGS;
    waiting(1);

    ticks(10);
    assertThat(broker.rung).hasSize(1);
    ticks(45);
    assertThat(broker.rung).hasSize(2);
    ticks(15);

    assertThat(broker.rung).hasSize(2);
  }

  @Test
  void aHealthyBacklogIsNeverRungAgain() {
    List<JobId> backlog = rungFor(5_000);
    for (int i = 0; i < 50; i++) {
      List<JobId> next = backlog.subList(i * 100, i * 100 + 100);
      claim(worker, next);
      beat(claimedTo());
      ticks(1);
    }

    assertThat(broker.rung).isEmpty();
  }

  @Test
  void aJobThatLaterOnesOvertookIsRungAgainThoughTheQueueIsNotEmpty() {
    List<JobId> jobs = rungFor(100);
    claim(worker, jobs.subList(1, 10));
    beat(claimedTo());

    ticks(6);

    assertThat(broker.rungJobs()).containsExactly(jobs.getFirst());
  }

  @Test
  void inAQueueThatIsNeverEmptyALostDoorbellDoesNotWaitForEver() {
    List<JobId> jobs = rungFor(20);

    advance(Duration.ofMinutes(10));
    ticks(4);
    assertThat(broker.rung).isEmpty();
    advance(Duration.ofMinutes(1));
    ticks(2);

    assertThat(broker.rungJobs()).containsExactlyElementsOf(jobs);
  }

  @Test
  void whileTheBrokerIsAwayNoRowIsTouched() {
    waiting(3);
    broker.fault = TappedBroker.Fault.AWAY;
    ticks(10);
    broker.fault = TappedBroker.Fault.MUTE;
    ticks(10);

    assertThat(broker.rung).isEmpty();
    assertThat(database.number("SELECT max(rings) FROM orrery.job")).isZero();
  }

  @Test
  void aQueueThatTheBrokerRefusesIsLeftAloneAndKeepsNoOtherWaiting() {
    QueueName closed = new QueueName("closed");
    runs.register(
        new WorkerRow(UUID.randomUUID(), "other", Map.of(closed.value(), 1), TYPES),
        Duration.ofHours(1));
    JobId refused = insert(List.of(aJob(o -> o.queue(closed.value())))).getFirst();
    List<JobId> others = waiting(2);
    broker.refused.add(closed);

    ticks(10);
    assertThat(broker.rungJobs()).containsExactlyElementsOf(others);
    broker.refused.clear();
    ticks(2);

    assertThat(broker.rungJobs()).last().isEqualTo(refused);
  }

  @Test
  void afterALostConnectionEvenWhatWasRungAgainIsRungSoon() {
    broker.fault = TappedBroker.Fault.LOSES_RINGS;
    List<JobId> jobs = waiting(2_500);
    ticks(8);
    broker.rung.clear();

    losses.connectionLost("killed");
    ticks(5);

    assertThat(broker.rungJobs()).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void aJobThatNobodyRunsWaitsUntilSomebodyDoes() {
    JobType<String, String> exotic = JobType.of("exotic", String.class, String.class);
    JobId job =
        insert(
                List.of(
                    new NewJob(
                        JobId.next(), exotic.name(), EnqueueOptions.of(exotic), new byte[] {1})))
            .getFirst();
    ticks(20);
    assertThat(broker.rung).isEmpty();

    runs.register(
        new WorkerRow(UUID.randomUUID(), "new", Map.of("default", 1), List.of("exotic")),
        Duration.ofHours(1));
    ticks(2);

    assertThat(broker.rungJobs()).containsExactly(job);
  }

  @Test
  void jobsBehindALongStretchThatNobodyRunsAreComeTo() {
    waitingForNobody(Relay.ROWS + 1);
    JobId job = waiting(1).getFirst();
    advance(Duration.ofMinutes(1));

    ticks(2);
    assertThat(broker.rung).isEmpty();
    ticks(1);

    assertThat(broker.rungJobs()).containsExactly(job);
  }

  /** Committed late: its place in the lane is behind that of the walk. */
  @Test
  void whatAWalkHasPassedTheNextOneMeets() {
    JobId late = waiting(1).getFirst();
    database.execute("UPDATE orrery.job SET relay_at = relay_at + interval '10 min'");
    waitingForNobody(Relay.ROWS + 1);
    advance(Duration.ofMinutes(1));
    ticks(2);

    database.execute("UPDATE orrery.job SET relay_at = orrery.clock()");
    ticks(1);
    assertThat(broker.rung).isEmpty();
    ticks(1);

    assertThat(broker.rungJobs()).containsExactly(late);
  }

  @Test
  void aNewLeaderBeginsAtTheHeadOfTheLane() {
    JobId late = waiting(1).getFirst();
    database.execute("UPDATE orrery.job SET relay_at = relay_at + interval '10 min'");
    waitingForNobody(2 * Relay.ROWS);
    advance(Duration.ofMinutes(1));
    ticks(2);
    database.execute("UPDATE orrery.job SET relay_at = orrery.clock()");

    relay.begin();
    ticks(2);

    assertThat(broker.rungJobs()).containsExactly(late);
  }

  @Test
  void aWipedBrokersLongBacklogIsRungForWithoutAPause() {
    insertPending(EMAIL.name(), 5 * Relay.BATCH);
    advance(Duration.ofMinutes(1));

    ticks(2);

    assertThat(broker.rungJobs()).hasSize(5 * Relay.BATCH);
  }

  @Test
  void aNewLeaderWaitsForSamplesOfItsOwn() {
    List<JobId> jobs = rungFor(100);
    claim(worker, jobs.subList(1, 10));
    beat(claimedTo());
    ticks(4);

    relay.begin();
    ticks(5);
    assertThat(broker.rung).isEmpty();
    ticks(1);

    assertThat(broker.rungJobs()).containsExactly(jobs.getFirst());
  }

  /** Rounds a tick apart; rounds that want more at once get it. */
  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      advance(TICK);
      while (relay.round(turn()).isZero()) {
        assertThat(broker.rung).hasSizeLessThan(10_000);
      }
    }
  }

  private void waitingForNobody(int count) {
    insertPending("exotic", count);
  }

  /** Far faster than through the store. */
  private void insertPending(String type, int count) {
    database.execute(
        """
        INSERT INTO orrery.job (id, created_at, state, ring_order, relay_at, queue, type, priority, max_retries, arguments)
        SELECT gen_random_uuid(), orrery.clock(), 'PENDING', nextval('orrery.ring_order'), orrery.clock(), 'default', '%s', 5, 5, ''
        FROM generate_series(1, %d)
        """
            .formatted(type, count));
  }

  private long claimedTo() {
    return database.number("SELECT max(ring_order) FROM orrery.job WHERE state = 'RUNNING'");
  }

  private void beat(long claimedTo) {
    runs.beat(worker, Duration.ofHours(1), Map.of("default/5", claimedTo), List.of(10));
  }
}
