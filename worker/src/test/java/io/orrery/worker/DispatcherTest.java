package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.worker.Bells.Fate;
import io.orrery.worker.Bells.TestDelivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One turn after the other, on the test's own thread and clock. */
class DispatcherTest {
  private final Rig rig = new Rig();
  private final Dispatcher dispatcher = rig.parts.dispatcher();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void asManyAreClaimedAsSlotsAreFreeAndTheRestWaitsInItsBell() {
    List<JobId> jobs = rig.waiting(5);
    TestDelivery bell = rig.deliver(5, jobs);

    dispatcher.turn();

    assertThat(jobs.subList(0, Rig.SLOTS)).allMatch(this::running);
    assertThat(jobs.subList(Rig.SLOTS, 5)).noneMatch(this::running);
    assertThat(bell.fate()).isEqualTo(Fate.LENT);
  }

  @Test
  void aBellIsAckedOnceEachOfItsJobsWasClaimedOrNeedsNoClaim() {
    List<JobId> jobs = rig.waiting(2);
    TestDelivery first = rig.deliver(5, jobs);
    TestDelivery repeated = rig.deliver(5, jobs);
    TestDelivery unknown = rig.deliver(5, List.of(JobId.next()));

    dispatcher.turn();
    dispatcher.turn();

    assertThat(List.of(first, repeated, unknown))
        .extracting(TestDelivery::fate)
        .containsOnly(Fate.ACKED);
    assertThat(rig.runs.count(JobState.RUNNING)).isEqualTo(2);
  }

  @Test
  void heldBellsAreTakenByPriorityThenAge() {
    List<JobId> low = rig.waiting(2);
    List<JobId> normal = rig.waiting(2);
    List<JobId> high = rig.waiting(1);
    rig.deliver(2, low);
    rig.deliver(5, normal);
    rig.deliver(8, high);

    dispatcher.turn();

    assertThat(high).allMatch(this::running);
    assertThat(normal).allMatch(this::running);
    assertThat(low).noneMatch(this::running);
  }

  @Test
  void aBellThatWaitsForASlotTooLongGoesBack() {
    rig.deliver(5, rig.waiting(Rig.SLOTS));
    TestDelivery late = rig.deliver(5, rig.waiting(1));
    dispatcher.turn();

    advance(rig.config.worker().hold().minusMillis(1));
    Fate before = late.fate();
    advance(Duration.ofMillis(1));

    assertThat(before).isEqualTo(Fate.LENT);
    assertThat(late.fate()).isEqualTo(Fate.GIVEN_BACK);
  }

  @Test
  void withoutALeaseNothingIsKnownAndEveryBellGoesBackAfterAPause() {
    rig.runs.markLost(rig.parts.lease().worker());
    TestDelivery bell = rig.deliver(5, rig.waiting(1));

    dispatcher.turn();
    Fate atOnce = bell.fate();
    advance(Duration.ofSeconds(1));

    assertThat(atOnce).isEqualTo(Fate.LENT);
    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
    assertThat(rig.runs.count(JobState.PENDING)).isOne();
  }

  @Test
  void nothingIsClaimedWhileTheLeaseIsUncertain() {
    TestDelivery bell = rig.deliver(5, rig.waiting(1));
    rig.advance(rig.config.lease().uncertain());

    dispatcher.turn();

    assertThat(rig.runs.count(JobState.RUNNING)).isZero();
    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
  }

  @Test
  void aJobOfATypeThatAnotherWorkerRunsGoesOnToIt() {
    rig.registerOther("strange");
    TestDelivery bell = rig.deliver(5, List.of(rig.waiting("strange")));

    dispatcher.turn();
    Fate atOnce = bell.fate();
    advance(Duration.ofMillis(1_500));

    assertThat(atOnce).isEqualTo(Fate.LENT);
    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
  }

  @Test
  void aJobOfATypeThatNobodyRunsIsLeftWaitingAndNotSpun() {
    rig.registerOther("another");
    JobId strange = rig.waiting("strange");
    TestDelivery bell = rig.deliver(5, List.of(strange));

    dispatcher.turn();

    assertThat(bell.fate()).isEqualTo(Fate.ACKED);
    assertThat(rig.runs.state(strange)).isEqualTo(JobState.PENDING);
  }

  @Test
  void aJobWhoseRowSomebodyHoldsTakesItsBellBackAndTheOthersRun() {
    List<JobId> jobs = rig.waiting(2);
    rig.runs.lock(jobs.getLast());
    TestDelivery bell = rig.deliver(5, jobs);

    dispatcher.turn();
    Fate atOnce = bell.fate();
    advance(Duration.ofMillis(1_500));

    assertThat(running(jobs.getFirst())).isTrue();
    assertThat(atOnce).isEqualTo(Fate.LENT);
    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
  }

  @Test
  void jobsForWhichThereIsNoThreadGoBackAndTakeNoSlot() {
    rig.parts.jobThreads().close();
    List<JobId> jobs = rig.waiting(2);
    TestDelivery bell = rig.deliver(5, jobs);

    dispatcher.turn();
    rig.parts.finisher().turn();
    TestDelivery again = rig.deliver(5, jobs);
    dispatcher.turn();

    assertThat(jobs).extracting(rig.runs::state).containsOnly(JobState.PENDING);
    assertThat(rig.free()).isEqualTo(Rig.SLOTS);
    assertThat(rig.parts.held().isEmpty()).isTrue();
    assertThat(List.of(bell, again)).extracting(TestDelivery::fate).contains(Fate.ACKED, Fate.LENT);
  }

  @Test
  void noBellStaysWithAClaimThatWentWrong() {
    List<JobId> jobs = rig.waiting(2);
    TestDelivery bell = rig.deliver(5, jobs);
    rig.runs.afterClaim = () -> rig.shortOfMemory = true;

    assertThatThrownBy(dispatcher::turn).isInstanceOf(OutOfMemoryError.class);
    rig.runs.afterClaim = () -> {};
    rig.shortOfMemory = false;
    advance(Duration.ofSeconds(1));

    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
    assertThat(rig.free()).isEqualTo(Rig.SLOTS);
  }

  @Test
  void whileItDrainsEveryBellGoesBack() {
    rig.deliver(5, rig.waiting(Rig.SLOTS));
    TestDelivery held = rig.deliver(5, rig.waiting(1));
    dispatcher.turn();

    dispatcher.drain();
    boolean quietBefore = dispatcher.quiet();
    TestDelivery late = rig.deliver(5, rig.waiting(1));
    dispatcher.turn();

    assertThat(quietBefore).isFalse();
    assertThat(dispatcher.quiet()).isTrue();
    assertThat(List.of(held, late)).extracting(TestDelivery::fate).containsOnly(Fate.GIVEN_BACK);
  }

  @Test
  void aFreedSlotIsFilledFromTheBellThatWaits() {
    List<JobId> jobs = rig.waiting(Rig.SLOTS + 1);
    TestDelivery bell = rig.deliver(5, jobs);
    dispatcher.turn();

    rig.mayEnd.countDown();
    WorkerTest.soon().until(() -> rig.free() == Rig.SLOTS);
    dispatcher.turn();

    assertThat(running(jobs.getLast())).isTrue();
    assertThat(bell.fate()).isEqualTo(Fate.ACKED);
  }

  @Test
  void aBrokerThatIsAwayForTenSecondsIsReplacedByScans() {
    List<JobId> jobs = rig.waiting(Rig.SLOTS + 1);
    rig.broker.close();

    advanceWithLease(Duration.ZERO);
    advanceWithLease(Duration.ofMillis(9_999));
    long before = rig.runs.count(JobState.RUNNING);
    advanceWithLease(Duration.ofMillis(1));

    assertThat(before).isZero();
    assertThat(jobs.subList(0, Rig.SLOTS)).allMatch(this::running);
  }

  /** A subscription that was stopped brings as little as one that the broker refuses. */
  @Test
  void aQueueThatBringsNoDoorbellsIsScannedThoughTheBrokerIsThere() {
    List<JobId> jobs = rig.waiting(1);
    rig.parts.lanes().stop();

    advanceWithLease(Duration.ZERO);
    advanceWithLease(Duration.ofSeconds(10));

    assertThat(rig.broker.available()).isTrue();
    assertThat(jobs).allMatch(this::running);
  }

  @Test
  void scansThatFindNothingComeLessOften() {
    rig.broker.close();
    advanceWithLease(Duration.ZERO);
    advanceWithLease(Duration.ofSeconds(10));
    advanceWithLease(Duration.ofMillis(500));
    advanceWithLease(Duration.ofSeconds(1));
    List<JobId> jobs = rig.waiting(1);

    advanceWithLease(Duration.ofMillis(1_999));
    long before = rig.runs.count(JobState.RUNNING);
    advanceWithLease(Duration.ofMillis(1));

    assertThat(before).isZero();
    assertThat(jobs).allMatch(this::running);
  }

  @Test
  void theFirstDoorbellEndsTheScans() {
    rig.broker.close();
    advanceWithLease(Duration.ZERO);
    advanceWithLease(Duration.ofSeconds(10));
    rig.deliver(5, rig.waiting(1));
    dispatcher.turn();
    List<JobId> unrung = rig.waiting(1);

    advanceWithLease(Duration.ofSeconds(3));

    assertThat(unrung).noneMatch(this::running);
  }

  private void advanceWithLease(Duration time) {
    rig.advance(time);
    rig.parts.beater().turn();
    dispatcher.turn();
  }

  private void advance(Duration time) {
    rig.advance(time);
    dispatcher.turn();
  }

  private boolean running(JobId job) {
    return rig.runs.state(job) == JobState.RUNNING;
  }
}
