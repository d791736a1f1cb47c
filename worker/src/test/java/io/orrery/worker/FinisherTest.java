package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobState;
import io.orrery.store.Success;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches of ends, one step after the other on the test's own thread. */
class FinisherTest {
  private final Rig rig = new Rig();
  private final Finisher finisher = rig.parts.finisher();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void whatGatheredIsRecordedTogetherUpToTheBatch() {
    rig.held(Rig.END_BATCH + 5).forEach(execution -> finisher.hand(succeeded(execution)));

    long more = finisher.turn();
    long first = rig.runs.count(JobState.SUCCEEDED);
    finisher.turn();

    assertThat(more).isZero();
    assertThat(first).isEqualTo(Rig.END_BATCH);
    assertThat(rig.runs.count(JobState.SUCCEEDED)).isEqualTo(Rig.END_BATCH + 5);
    assertThat(finisher.turn()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anAttemptAndItsSuccessorMayEndTogether() {
    Execution replaced = rig.held(1).getFirst();
    rig.runs.release(replaced.held().id());
    Execution successor = rig.held(List.of(replaced.held().id())).getFirst();

    finisher.hand(succeeded(replaced));
    finisher.hand(succeeded(successor));
    finisher.turn();
    finisher.turn();

    assertThat(rig.fenced).containsExactly(replaced.held().id());
    assertThat(rig.runs.count(JobState.SUCCEEDED)).isOne();
    assertThat(rig.parts.held().isEmpty()).isTrue();
  }

  @Test
  void whoeverHandsOverTooMuchWaitsUntilThereIsRoom() {
    List<Execution> executions = rig.held(2 * Rig.END_BATCH + 1);
    executions.subList(0, 2 * Rig.END_BATCH).forEach(e -> finisher.submit(succeeded(e)));
    Thread late = Thread.ofPlatform().start(() -> finisher.submit(succeeded(executions.getLast())));

    WorkerTest.soon().until(() -> late.getState() == Thread.State.WAITING);
    finisher.turn();

    WorkerTest.soon().until(() -> !late.isAlive());
  }

  private static Completion succeeded(Execution execution) {
    return new Completion.Succeeded(execution, new Success(execution.held(), null));
  }
}
