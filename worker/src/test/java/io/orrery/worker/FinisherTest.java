package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import io.orrery.store.Success;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches of ends, one step after the other on the test's own thread. */
class FinisherTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

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

  @Test
  void anEndWhoseRowSomebodyHoldsHoldsUpNoOther() {
    List<Execution> executions = rig.held(3);
    JobId locked = executions.getFirst().held().id();
    rig.runs.lock(locked);

    executions.forEach(execution -> finisher.hand(succeeded(execution)));
    finisher.turn();
    finisher.turn();
    long beside = rig.runs.count(JobState.SUCCEEDED);
    rig.advance(SECOND);
    finisher.turn();

    assertThat(beside).isEqualTo(2);
    // One for all three, one for each that is free, and none that would wait.
    assertThat(rig.runs.statements()).isEqualTo(3);
    assertThat(rig.parts.held().all()).containsExactly(executions.getFirst());
    rig.runs.unlock(locked);
    rig.advance(SECOND);
    finisher.turn();
    assertThat(rig.runs.state(locked)).isEqualTo(JobState.SUCCEEDED);
    assertThat(rig.parts.held().isEmpty()).isTrue();
    assertThat(finisher.turn()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anEndThatIsRefusedHoldsUpNoOtherAndIsTriedAgain() {
    List<Execution> executions = rig.held(3);
    JobId refused = executions.getFirst().held().id();
    rig.runs.beforeEnds =
        jobs -> {
          if (jobs.contains(refused)) {
            throw new StoreRefused("on purpose", null);
          }
        };

    executions.forEach(execution -> finisher.hand(succeeded(execution)));
    finisher.turn();
    finisher.turn();
    long beside = rig.runs.count(JobState.SUCCEEDED);
    rig.runs.beforeEnds = jobs -> {};
    rig.advance(SECOND);
    finisher.turn();

    assertThat(beside).isEqualTo(2);
    assertThat(rig.runs.count(JobState.SUCCEEDED)).isEqualTo(3);
  }

  @Test
  void whilePostgresIsAwayTheSameEndsAreTriedNowAndThen() {
    rig.held(2).forEach(execution -> finisher.hand(succeeded(execution)));
    rig.runs.beforeEnds =
        jobs -> {
          throw new StoreUnavailable("on purpose", null);
        };

    long pause = finisher.turn();
    long still = finisher.turn();
    rig.runs.beforeEnds = jobs -> {};
    rig.advance(Duration.ofNanos(pause));
    finisher.turn();

    assertThat(pause).isPositive().isEqualTo(still);
    assertThat(rig.runs.statements()).isEqualTo(2);
    assertThat(rig.runs.count(JobState.SUCCEEDED)).isEqualTo(2);
  }

  @Test
  void whateverATurnThrowsItsEndsAreRecordedByTheNextAndCountedOnce() {
    rig.held(2).forEach(execution -> finisher.hand(succeeded(execution)));
    rig.runs.beforeEnds =
        jobs -> {
          throw new OutOfMemoryError("on purpose");
        };

    assertThatThrownBy(finisher::turn).isInstanceOf(OutOfMemoryError.class);
    rig.runs.beforeEnds = jobs -> {};
    finisher.turn();

    assertThat(rig.runs.count(JobState.SUCCEEDED)).isEqualTo(2);
    assertThat(rig.parts.held().isEmpty()).isTrue();
    List<Execution> more = rig.held(2 * Rig.END_BATCH);
    Thread full = Thread.ofPlatform().start(() -> more.forEach(e -> finisher.submit(succeeded(e))));
    WorkerTest.soon().until(() -> !full.isAlive());
  }

  @Test
  void aHookThatThrowsAnErrorLosesNoEnd() {
    List<Execution> executions = rig.held(3);
    rig.runs.release(executions.getFirst().held().id());
    rig.onFenced =
        job -> {
          throw new AssertionError("the user's own");
        };

    executions.forEach(execution -> finisher.hand(succeeded(execution)));
    finisher.turn();

    assertThat(rig.runs.count(JobState.SUCCEEDED)).isEqualTo(2);
    assertThat(rig.parts.held().isEmpty()).isTrue();
    assertThat(finisher.turn()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void largeResultsGoInSeveralStatements() {
    byte[] quarter = new byte[EndBatch.LARGEST / 4];
    rig.held(6)
        .forEach(
            execution ->
                finisher.hand(
                    new Completion.Succeeded(execution, new Success(execution.held(), quarter))));

    finisher.turn();
    long first = rig.runs.count(JobState.SUCCEEDED);
    finisher.turn();

    assertThat(first).isEqualTo(4);
    assertThat(rig.runs.count(JobState.SUCCEEDED)).isEqualTo(6);
  }

  private static Completion succeeded(Execution execution) {
    return new Completion.Succeeded(execution, new Success(execution.held(), null));
  }
}
