package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One beat after the other: what PostgreSQL has as running here, against what is held. */
class BeaterTest {
  private final Rig rig = new Rig();
  private final Beater beater = rig.parts.beater();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aBeatKeepsTheLeaseCertainFromTheMomentItWasSent() {
    rig.advance(Duration.ofSeconds(9));
    beater.turn();

    rig.advance(Duration.ofSeconds(10).minusNanos(1));
    boolean before = rig.parts.lease().uncertain();
    rig.advance(Duration.ofNanos(1));

    assertThat(before).isFalse();
    assertThat(rig.parts.lease().uncertain()).isTrue();
  }

  @Test
  void aLostIncarnationStopsAllThatItHoldsAndRegistersAnew() {
    Execution execution = rig.held(1).getFirst();
    UUID lost = rig.parts.lease().worker();

    rig.runs.markLost(lost);
    beater.turn();

    assertThat(execution.stop()).isEqualTo(Stop.LOST);
    assertThat(rig.parts.lease().worker()).isNotEqualTo(lost);
    assertThat(rig.claimed(rig.waiting(1))).hasSize(1);
  }

  @Test
  void aHeldJobThatNoLongerRunsHereIsStopped() {
    List<Execution> executions = rig.held(2);
    rig.runs.release(executions.getFirst().held().id());

    rig.advance(Duration.ofSeconds(5));
    beater.turn();

    assertThat(executions).extracting(Execution::stop).containsExactly(Stop.REPLACED, null);
  }

  @Test
  void aJobThatWasClaimedAfterTheBeatWasSentIsNotTakenForReplaced() {
    Execution execution = rig.held(1).getFirst();
    rig.runs.release(execution.held().id());

    beater.turn();

    assertThat(execution.stop()).isNull();
  }

  @Test
  void aCancelledHandlerThatIgnoresItsInterruptForHalfAMinuteIsGivenUp() {
    Execution execution = rig.held(1).getFirst();
    JobId id = execution.held().id();
    rig.runs.cancel(id);

    beater.turn();
    rig.advance(Duration.ofSeconds(30));
    beater.turn();
    rig.parts.finisher().turn();

    assertThat(rig.runs.state(id)).isEqualTo(JobState.CANCELLED);
    assertThat(execution.running()).isFalse();
  }

  @Test
  void whatTwoBeatsFindRunningAndNobodyHoldsIsTakenUp() {
    rig.claimed(rig.waiting(1));

    beater.turn();
    rig.parts.dispatcher().turn();
    int afterOne = rig.parts.held().size();
    beater.turn();
    rig.parts.dispatcher().turn();

    assertThat(afterOne).isZero();
    assertThat(rig.parts.held().size()).isOne();
    assertThat(rig.free()).isEqualTo(Rig.SLOTS - 1);
  }

  @Test
  void aJobThatWasClaimedAgainIsTakenUpThoughAnEarlierAttemptIsStillHeld() {
    JobId id = rig.held(1).getFirst().held().id();
    rig.runs.release(id);
    rig.claimed(List.of(id));

    beater.turn();
    beater.turn();
    rig.parts.dispatcher().turn();

    assertThat(rig.parts.held().size()).isEqualTo(2);
    assertThat(rig.free()).isEqualTo(Rig.SLOTS - 1);
  }

  @Test
  void aSuspectThatIsHeldByNowIsNotRunAgain() {
    Execution execution = rig.held(1).getFirst();

    rig.parts.adopter().suspect(execution.held());
    rig.parts.dispatcher().turn();

    assertThat(rig.free()).isEqualTo(Rig.SLOTS);
    assertThat(rig.parts.held().all()).containsExactly(execution);
  }

  @Test
  void whileItDrainsWhatNobodyHoldsIsReleased() {
    JobId id = rig.claimed(rig.waiting(1)).getFirst().id();
    rig.parts.dispatcher().drain();

    beater.turn();
    beater.turn();
    rig.parts.dispatcher().turn();
    rig.parts.finisher().turn();

    assertThat(rig.runs.state(id)).isEqualTo(JobState.PENDING);
  }
}
