package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.store.Steering;
import io.orrery.worker.Bells.Fate;
import io.orrery.worker.Bells.TestDelivery;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One turn after the other: a lane that is steered while it works. */
class SteeringTest {
  private static final Steering PAUSED = new Steering(true, OptionalInt.empty());

  private final Rig rig = new Rig();
  private final Dispatcher dispatcher = rig.parts.dispatcher();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aPausedLaneGivesAllItsBellsBackAtOnceAndStartsNothing() {
    rig.deliver(5, rig.waiting(Rig.SLOTS));
    TestDelivery waiting = rig.deliver(5, rig.waiting(2));
    dispatcher.turn();

    steer(PAUSED);
    TestDelivery late = rig.deliver(5, rig.waiting(1));
    dispatcher.turn();

    assertThat(List.of(waiting, late)).extracting(TestDelivery::fate).containsOnly(Fate.GIVEN_BACK);
    assertThat(rig.runs.count(JobState.RUNNING)).isEqualTo(Rig.SLOTS);
  }

  @Test
  void aResumedLaneTakesBellsAgain() {
    steer(PAUSED);
    dispatcher.turn();
    steer(Steering.NONE);

    List<JobId> jobs = rig.waiting(1);
    TestDelivery bell = rig.deliver(5, jobs);
    dispatcher.turn();

    assertThat(bell.fate()).isEqualTo(Fate.ACKED);
    assertThat(rig.runs.state(jobs.getFirst())).isEqualTo(JobState.RUNNING);
  }

  /** Neither a hint nor a beat told it, but the row did. */
  @Test
  void aClaimThatMeetsAPausedQueueGivesTheBellBackAfterASecondAndDropsNothing() {
    rig.runs.steer(QueueName.DEFAULT, PAUSED);
    TestDelivery bell = rig.deliver(5, rig.waiting(1));

    dispatcher.turn();
    Fate atOnce = bell.fate();
    rig.advance(Duration.ofMillis(1_500));
    dispatcher.turn();

    assertThat(atOnce).isEqualTo(Fate.LENT);
    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
    assertThat(rig.runs.count(JobState.PENDING)).isOne();
  }

  @Test
  void aPausedLaneIsNotScanned() {
    rig.broker.close();
    steer(PAUSED);
    List<JobId> jobs = rig.waiting(1);
    dispatcher.turn();
    rig.advance(Duration.ofSeconds(10));
    rig.parts.beater().turn();
    dispatcher.turn();
    JobState whilePaused = rig.runs.state(jobs.getFirst());

    steer(Steering.NONE);
    dispatcher.turn();

    assertThat(whilePaused).isEqualTo(JobState.PENDING);
    assertThat(rig.runs.state(jobs.getFirst())).isEqualTo(JobState.RUNNING);
  }

  @Test
  void whatWasClaimedBeforeThePauseAndNobodyHoldsIsReleased() {
    JobId id = rig.claimed(rig.waiting(1)).getFirst().id();
    steer(PAUSED);

    steer(PAUSED);
    dispatcher.turn();
    rig.parts.finisher().turn();

    assertThat(rig.runs.state(id)).isEqualTo(JobState.PENDING);
    assertThat(rig.free()).isEqualTo(Rig.SLOTS);
  }

  @Test
  void moreSlotsTakeEffectAtOnce() {
    rig.deliver(5, rig.waiting(20));
    dispatcher.turn();

    steer(limited(12));
    dispatcher.turn();

    assertThat(rig.runs.count(JobState.RUNNING)).isEqualTo(12);
  }

  @Test
  void fewerSlotsLetRunningJobsFinishAndNoneStartsUntilThen() {
    rig.deliver(5, rig.waiting(20));
    dispatcher.turn();

    steer(limited(1));
    dispatcher.turn();
    int free = rig.free();
    rig.mayEnd.countDown();
    WorkerTest.soon().until(() -> rig.slots().busy() == 0);
    dispatcher.turn();

    assertThat(free).isEqualTo(1 - Rig.SLOTS);
    assertThat(started()).isEqualTo(Rig.SLOTS + 1);
  }

  @Test
  void asStartedIsWhatItWasStartedWith() {
    steer(limited(12));
    dispatcher.turn();

    steer(Steering.NONE);
    dispatcher.turn();

    assertThat(rig.slots().total()).isEqualTo(Rig.SLOTS);
  }

  @Test
  void theBeatTellsTheSlotsThatHoldNow() {
    steer(limited(12));
    dispatcher.turn();

    rig.parts.beater().turn();

    assertThat(rig.runs.slots()).containsExactly(12);
  }

  @Test
  void aWorkerObeysFromItsRegistrationOn() {
    rig.runs.steer(QueueName.DEFAULT, limited(1));
    rig.parts.beater().register();
    rig.deliver(5, rig.waiting(5));

    dispatcher.turn();

    assertThat(rig.runs.count(JobState.RUNNING)).isOne();
  }

  private void steer(Steering steering) {
    rig.runs.steer(QueueName.DEFAULT, steering);
    rig.parts.beater().turn();
  }

  private static Steering limited(int slots) {
    return new Steering(false, OptionalInt.of(slots));
  }

  private long started() {
    return 20 - rig.runs.count(JobState.PENDING);
  }
}
