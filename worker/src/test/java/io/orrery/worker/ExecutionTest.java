package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One attempt, on the test's own thread. */
class ExecutionTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whatWasStoppedBeforeItHadAThreadDoesNotBegin() {
    Execution execution = rig.held(1).getFirst();

    execution.stop(Stop.DRAIN);
    execution.run();
    rig.parts.finisher().turn();

    assertThat(rig.runs.state(execution.held().id())).isEqualTo(JobState.PENDING);
  }

  @Test
  void anInterruptIsGoneOnceTheAttemptHasEnded() {
    Execution execution = rig.held(1).getFirst();
    Thread.currentThread().interrupt();

    execution.run();

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatAHandlerComesToAfterItWasGivenUpIsDropped() {
    Execution execution = rig.held(1).getFirst();
    execution.giveUp(Stop.DRAIN);
    rig.mayEnd.countDown();

    execution.run();
    rig.parts.finisher().turn();

    assertThat(rig.parts.finisher().turn()).isEqualTo(Long.MAX_VALUE);
    assertThat(rig.fenced).isEmpty();
    assertThat(rig.runs.state(execution.held().id())).isEqualTo(JobState.PENDING);
  }

  @Test
  void aCancelCountsThoughATimeoutHadStoppedTheHandlerBefore() {
    Execution execution = rig.held(1).getFirst();
    execution.stop(Stop.TIMEOUT);
    rig.advance(Duration.ofSeconds(8));
    execution.stop(Stop.CANCELLED);

    rig.advance(Duration.ofSeconds(29));
    boolean before = execution.cancelledFor(Duration.ofSeconds(30).toNanos());
    rig.advance(Duration.ofSeconds(1));

    assertThat(before).isFalse();
    assertThat(execution.cancelledFor(Duration.ofSeconds(30).toNanos())).isTrue();
    assertThat(execution.stop()).isEqualTo(Stop.TIMEOUT);
  }

  @Test
  void anAttemptWhoseEndCannotBeToldIsTakenUpAgain() {
    Execution execution = rig.held(1).getFirst();
    rig.mayEnd.countDown();
    rig.shortOfMemory = true;
    execution.run();
    rig.shortOfMemory = false;

    rig.parts.beater().turn();
    rig.parts.beater().turn();
    rig.parts.dispatcher().turn();
    WorkerTest.soon().until(() -> rig.parts.finisher().turn() == 0);

    assertThat(rig.runs.state(execution.held().id())).isEqualTo(JobState.SUCCEEDED);
  }
}
