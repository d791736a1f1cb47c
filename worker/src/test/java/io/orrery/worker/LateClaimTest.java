package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobState;
import io.orrery.store.ClaimedJob;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A drain begins while a claim is under way, whose reply takes long. */
class LateClaimTest {
  private final Rig rig = new Rig();
  private final ClaimedJob late = rig.claimed(rig.waiting(1)).getFirst();
  private final Thread draining = Thread.ofPlatform().unstarted(this::drain);

  @AfterEach
  void close() {
    WorkerTest.soon().until(this::drained);
    rig.close();
  }

  private boolean drained() {
    rig.advance(Duration.ofMinutes(1));
    rig.parts.drain().hurry();
    return !draining.isAlive();
  }

  @Test
  void whatItBringsAfterTheTimeToFinishIsInterruptedAndReleased() {
    rig.parts.drain().hurry();
    draining.start();
    awaitTheDrain();

    rig.parts.launcher().start(late, rig.slots());
    rig.parts.dispatcher().turn();
    WorkerTest.soon().until(() -> rig.parts.finisher().turn() == 0);

    WorkerTest.soon().until(() -> !draining.isAlive());
    assertThat(rig.runs.state(late.id())).isEqualTo(JobState.PENDING);
  }

  @Test
  void theDrainIsNotOverBeforeItsReplyThoughNothingIsHeld() {
    draining.start();
    awaitTheDrain();

    assertThat(rig.parts.held().isEmpty()).isTrue();
    rig.parts.dispatcher().turn();
    WorkerTest.soon().until(() -> !draining.isAlive());
  }

  private void awaitTheDrain() {
    WorkerTest.soon().until(() -> draining.getState() == Thread.State.TIMED_WAITING);
  }

  private void drain() {
    try {
      rig.parts.drain().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
