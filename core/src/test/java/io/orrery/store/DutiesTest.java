package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.Priority;
import io.orrery.QueueName;
import io.orrery.store.Duties.Lane;
import io.orrery.store.Duties.Page;
import io.orrery.store.Duties.RelayBounds;
import io.orrery.store.Duties.Relayed;
import io.orrery.store.Duties.Ring;
import io.orrery.store.Duties.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DutiesTest extends StoreTest {
  private static final Lane LANE = new Lane(QueueName.DEFAULT, 5);
  private static final RelayBounds ALL = new RelayBounds(Long.MAX_VALUE, Duration.ZERO);
  private static final Page PAGE = new Page(0, 100, 10);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Duties duties = store.duties();
  private final UUID leader = UUID.randomUUID();
  private long epoch;

  @BeforeEach
  void lead() {
    epoch = store.leadership().elect(leader, Duration.ofHours(1)).orElseThrow();
  }

  @Test
  void promotionMakesDueJobsPendingAndLeavesTheRest() {
    NewJob soon = aJob(o -> o.in(Duration.ofMinutes(1)));
    NewJob later = aJob(o -> o.in(Duration.ofMinutes(9)));
    store.inserts().insert(List.of(soon, later));
    database.moveClock(Duration.ofMinutes(2));

    List<Ring> promoted = duties.promote(epoch, 10);

    assertThat(promoted).containsExactly(new Ring(soon.id(), QueueName.DEFAULT, 5));
    assertThat(state(soon.id())).isEqualTo(JobState.PENDING);
    assertThat(state(later.id())).isEqualTo(JobState.SCHEDULED);
    assertThat(duties.nextDue().orElseThrow())
        .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(7));
  }

  @Test
  void theRelayTakesOverdueJobsBelowTheWatermarkOnceInAWhile() {
    List<JobId> ids = pending(3);
    long second = ringOrder(ids.get(1));

    assertThat(relayed(ALL)).isEmpty();
    database.moveClock(Duration.ofSeconds(6));
    List<Ring> below = relayed(new RelayBounds(second, Duration.ZERO));
    List<Ring> rest = relayed(ALL);

    assertThat(below).extracting(Ring::id).containsExactly(ids.getFirst());
    assertThat(rest).extracting(Ring::id).containsExactlyElementsOf(ids.subList(1, 3));
    assertThat(relayed(ALL)).isEmpty();
  }

  @Test
  void theRelayLeavesTypesAloneThatNobodyRuns() {
    runs.leave(worker);
    pending(1);
    database.moveClock(Duration.ofSeconds(6));

    assertThat(relayed(ALL)).isEmpty();
    runs.register(new WorkerRow(UUID.randomUUID(), "new", Map.of("default", 1), TYPES), LEASE);
    assertThat(relayed(ALL)).hasSize(1);
  }

  @Test
  void aLongLaneIsRelayedPageByPageAndThenAnew() {
    List<JobId> ids = pending(5);
    runs.claim(worker, ids.subList(1, 2), TYPES);
    database.moveClock(Duration.ofSeconds(6));

    Relayed first = duties.relay(epoch, LANE, ALL, new Page(0, 2, 10));
    Relayed second = duties.relay(epoch, LANE, ALL, new Page(first.next(), 2, 10));
    Relayed end = duties.relay(epoch, LANE, ALL, new Page(second.next(), 2, 10));

    assertThat(first.rings()).extracting(Ring::id).containsExactly(ids.get(0), ids.get(2));
    assertThat(second.rings()).extracting(Ring::id).containsExactly(ids.get(3), ids.get(4));
    assertThat(end).isEqualTo(new Relayed(0, List.of()));
  }

  @Test
  void aPageEndsWhereEnoughJobsWereTaken() {
    List<JobId> ids = pending(3);
    database.moveClock(Duration.ofSeconds(6));

    Relayed first = duties.relay(epoch, LANE, ALL, new Page(0, 100, 2));
    Relayed rest = duties.relay(epoch, LANE, ALL, new Page(first.next(), 100, 2));

    assertThat(first.rings()).extracting(Ring::id).containsExactlyElementsOf(ids.subList(0, 2));
    assertThat(first.next()).isEqualTo(ringOrder(ids.get(1)));
    assertThat(rest.rings()).extracting(Ring::id).containsExactly(ids.getLast());
    assertThat(rest.next()).isZero();
  }

  @Test
  void aPageGoesOnBehindJobsThatAreNotToBeRung() {
    pending(3);
    JobId overdue = pending(1).getFirst();
    database.execute(
        "UPDATE orrery.job SET relay_at = orrery.clock() - interval '1 s' WHERE id = '"
            + overdue
            + "'");

    Relayed first = duties.relay(epoch, LANE, ALL, new Page(0, 3, 10));
    Relayed second = duties.relay(epoch, LANE, ALL, new Page(first.next(), 3, 10));

    assertThat(first.rings()).isEmpty();
    assertThat(second.rings()).extracting(Ring::id).containsExactly(overdue);
  }

  @Test
  void ringsThatTheBrokerForgotAreDueAgain() {
    pending(2);
    database.moveClock(Duration.ofSeconds(6));
    relayed(ALL);

    assertThat(duties.forgetRings(epoch, 10)).isEqualTo(2);
    assertThat(relayed(ALL)).hasSize(2);
  }

  @Test
  void jobsOfCallersTransactionsGetATurn() throws Exception {
    NewJob job = aJob(o -> o);
    try (Connection transaction = database.connect()) {
      transaction.setAutoCommit(false);
      store.inserts().insert(transaction, List.of(job));
      transaction.commit();
    }
    database.moveClock(Duration.ofSeconds(2));

    assertThat(duties.admit(epoch, 10)).extracting(Ring::id).containsExactly(job.id());
    assertThat(duties.admit(epoch, 10)).isEmpty();
  }

  @Test
  void lanesWithWaitingJobsAreListed() {
    pending(1);
    store
        .inserts()
        .insert(
            List.of(aJob(o -> o.queue("zoo")), aJob(o -> o.queue("zoo").priority(Priority.LOW))));

    assertThat(duties.lanes())
        .containsExactly(
            LANE, new Lane(new QueueName("zoo"), 5), new Lane(new QueueName("zoo"), 2));
  }

  @Test
  void workersTellHowFarTheyHaveClaimed() {
    runs.beat(worker, LEASE, Map.of(LANE.key(), 41L), List.of(10));
    runs.beat(worker, LEASE, Map.of(LANE.key(), 42L, "zoo/8", 7L), List.of(10));

    assertThat(duties.claimedTo())
        .isEqualTo(Map.of(LANE, 42L, new Lane(new QueueName("zoo"), 8), 7L));
  }

  @Test
  void aLostWorkersJobsComeBackUntilTheThirdLoss() {
    JobId id = running(1).getFirst().id();

    assertThat(loseTheWorkerOf(id)).isEqualTo(taken(id, JobState.PENDING, Optional.empty()));
    claimAgain(id);
    assertThat(loseTheWorkerOf(id)).isEqualTo(taken(id, JobState.SCHEDULED, Optional.empty()));
    database.execute("UPDATE orrery.job SET run_at = orrery.clock()");
    duties.promote(epoch, 1);
    claimAgain(id);
    assertThat(loseTheWorkerOf(id)).isEqualTo(taken(id, JobState.DEAD, Optional.of("WORKER_LOST")));

    assertThat(store.reads().attempts(id))
        .extracting(AttemptRecord::outcome)
        .containsExactly("LOST", "LOST", "LOST");
  }

  @Test
  void aJobWithoutRetriesDiesOfItsFirstLossAndNeverRunsTwice() {
    NewJob job = aJob(o -> o.maxRetries(0));
    store.inserts().insert(List.of(job));
    runs.claim(worker, List.of(job.id()), TYPES);

    assertThat(loseTheWorkerOf(job.id()))
        .isEqualTo(taken(job.id(), JobState.DEAD, Optional.of("WORKER_LOST")));

    JobStatus status = store.reads().statuses(List.of(job.id())).get(job.id());
    assertThat(status).extracting(JobStatus::failures, JobStatus::lost).containsExactly(1, 1);
  }

  @Test
  void aBeatingWorkerIsNeverLostAndALostOneNeverBeatsAgain() {
    running(1);
    database.moveClock(LEASE.plusSeconds(1));
    assertThat(duties.markLost(epoch, graceAgo())).isEmpty();
    assertThat(runs.beat(worker, LEASE, Map.of(), List.of(10)).alive()).isTrue();
    assertThat(duties.markLost(epoch, graceAgo())).isEmpty();
    assertThat(duties.reapLost(epoch, 10)).isEmpty();

    database.moveClock(LEASE.multipliedBy(3));
    assertThat(duties.markLost(epoch, graceAgo())).containsExactly(worker);
    assertThat(runs.beat(worker, LEASE, Map.of(), List.of(10)).alive()).isFalse();
  }

  @Test
  void aJobThatOverranItsDeadlineOnALiveWorkerIsTakenAndChargedAFailure() {
    NewJob job = aJob(o -> o.timeout(Duration.ofMinutes(1)));
    store.inserts().insert(List.of(job));
    runs.claim(worker, List.of(job.id()), TYPES);
    running(1);
    database.moveClock(Duration.ofMinutes(3));

    List<Taken> taken = duties.reapOverrun(epoch, Duration.ofMinutes(1), 10);

    assertThat(taken).containsExactly(taken(job.id(), JobState.SCHEDULED, Optional.empty()));
    assertThat(store.reads().statuses(List.of(job.id())).get(job.id()).failures()).isEqualTo(1);
    assertThat(store.reads().statuses(List.of(job.id())).get(job.id()).lost()).isZero();
  }

  @Test
  void jobsThatSomebodyHoldsDoNotHideTheOthersOfALostWorker() throws Exception {
    running(20);
    database.moveClock(LEASE.plus(GRACE).plusSeconds(1));
    duties.markLost(epoch, graceAgo());

    try (Connection other = holdingTheFirst(10)) {
      assertThat(duties.reapLost(epoch, 10)).hasSize(10);
      other.rollback();
    }

    assertThat(duties.reapLost(epoch, 100)).hasSize(10);
  }

  @Test
  void jobsThatSomebodyHoldsDoNotHideOthersPastTheirDeadline() throws Exception {
    running(20);
    database.execute("UPDATE orrery.job SET deadline = orrery.clock() - interval '1 h'");

    try (Connection other = holdingTheFirst(10)) {
      assertThat(duties.reapOverrun(epoch, GRACE, 10)).hasSize(10);
      other.rollback();
    }

    assertThat(duties.reapOverrun(epoch, GRACE, 100)).hasSize(10);
  }

  @Test
  void aPromisedCancelHoldsWhenTheWorkerIsLost() {
    JobId id = running(1).getFirst().id();
    assertThat(store.cancels().cancel(id, "no longer wanted")).contains(JobState.RUNNING);

    assertThat(loseTheWorkerOf(id))
        .isEqualTo(taken(id, JobState.CANCELLED, Optional.of("no longer wanted")));
  }

  @Test
  void oneLeaderAtATimeAndTheNextUnderAHigherEpoch() {
    UUID other = UUID.randomUUID();
    assertThat(store.leadership().elect(other, Duration.ofSeconds(10))).isEmpty();
    assertThat(store.leadership().renew(leader, epoch, Duration.ofSeconds(10))).isTrue();

    store.leadership().release(leader, epoch);

    assertThat(store.leadership().renew(leader, epoch, Duration.ofSeconds(10))).isFalse();
    assertThat(store.leadership().lapsedFor()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(store.leadership().elect(other, Duration.ofSeconds(10))).hasValue(epoch + 1);
  }

  private long ringOrder(JobId id) {
    return database.number("SELECT ring_order FROM orrery.job WHERE id = '" + id + "'");
  }

  private List<Ring> relayed(RelayBounds bounds) {
    return duties.relay(epoch, LANE, bounds, PAGE).rings();
  }

  /** A session that holds the rows which a scan meets first. */
  private Connection holdingTheFirst(int rows) throws SQLException {
    Connection other = database.connect();
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.execute("SELECT FROM orrery.job ORDER BY ctid LIMIT " + rows + " FOR UPDATE");
    }
    return other;
  }

  private Taken loseTheWorkerOf(JobId id) {
    database.execute(
        "UPDATE orrery.worker SET status = 'LOST' WHERE id = (SELECT worker_id FROM orrery.job WHERE id = '"
            + id
            + "')");
    return duties.reapLost(epoch, 10).getFirst();
  }

  private void claimAgain(JobId id) {
    UUID next = UUID.randomUUID();
    runs.register(new WorkerRow(next, "next", Map.of("default", 1), TYPES), LEASE);
    assertThat(runs.claim(next, List.of(id), TYPES).claimed()).hasSize(1);
  }

  /** Workers whose lease ended before then are lost. */
  private Instant graceAgo() {
    return duties.contact().at().minus(GRACE);
  }

  private static Taken taken(JobId id, JobState state, Optional<String> reason) {
    return new Taken(id, EMAIL.name(), QueueName.DEFAULT, 5, state, reason);
  }
}
