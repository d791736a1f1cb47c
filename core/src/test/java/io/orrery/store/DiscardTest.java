package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.dead.ReplayAnswer;
import io.orrery.store.DeadRows.Met;
import io.orrery.store.DeadRows.Moved;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A dead letter is ended for good; of all who want it, one gets it. */
class DiscardTest extends DeadTest {
  @Test
  void aDeadLetterIsCancelledForAReason() {
    JobId id = died();

    assertThat(dead.discard(id, ANN, "ann has left")).isTrue();

    assertThat(row(id, "state || ' ' || reason || ' ' || error_type"))
        .isEqualTo("CANCELLED ann has left java.io.IOException");
    assertThat(transitionsFrom(id, "DEAD")).containsExactly("DEAD>CANCELLED");
    assertThat(
            database.column(
                "SELECT concat_ws(' ', actor, action, target, detail) FROM orrery.audit"))
        .singleElement()
        .asString()
        .matches(
            "ann@desk job.discard send-email DEAD since \\S+Z; DISCARDED; java.io.IOException; ann has left");
  }

  @Test
  void whatIsNoDeadLetterStays() {
    JobId waiting = pending(1).getFirst();
    JobId cancelled = pending(1).getFirst();
    store.cancels().cancel(cancelled, "first");

    assertThat(dead.discard(waiting, ANN, "no")).isFalse();
    assertThat(dead.discard(cancelled, ANN, "no")).isFalse();
    assertThat(dead.discard(JobId.next(), ANN, "no")).isFalse();

    assertThat(state(waiting)).isEqualTo(JobState.PENDING);
    assertThat(row(cancelled, "reason")).isEqualTo("first");
    assertThat(database.number("SELECT count(*) FROM orrery.audit")).isZero();
  }

  /** Retention counts from the discard, however long ago it died. */
  @Test
  void itCanBeReplayedUntilRetentionDeletesIt() {
    long epoch = store.leadership().elect(UUID.randomUUID(), Duration.ofHours(9)).orElseThrow();
    JobId id = died();
    database.moveClock(Duration.ofHours(1));

    dead.discard(id, ANN, "by mistake");
    Prunes.Finished cancelled = store.prunes().finished().getFirst();

    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(
            store
                .prunes()
                .jobs(epoch, cancelled, Duration.ofMinutes(30), java.util.Optional.empty(), 10))
        .isZero();
    assertThat(replay(id).answer()).isEqualTo(new ReplayAnswer.Replayed());
  }

  @Test
  void aBatchDiscardsThoseThatAreStillDeadInTheSameLife() {
    List<JobId> ids = died(3);
    List<Met> met = met();
    replay(ids.getFirst());
    replay(ids.getLast());
    dieAgain(ids.getLast());

    Moved moved = dead.discard(met, ANN, "ann has left", "by filter: all");

    assertThat(moved.moved()).hasSize(1);
    assertThat(moved.gone()).isEqualTo(2);
    assertThat(state(ids.getFirst())).isEqualTo(JobState.PENDING);
    assertThat(state(ids.get(1))).isEqualTo(JobState.CANCELLED);
    assertThat(state(ids.getLast())).isEqualTo(JobState.DEAD);
  }

  @Test
  void aRowThatSomebodyHoldsIsNotWaitedForForEver() throws Exception {
    JobId id = died();
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM orrery.job FOR UPDATE");

      assertThatThrownBy(() -> dead.discard(id, ANN, "no"))
          .isInstanceOf(StoreBusy.class)
          .hasMessageContaining(id.toString());
    }
    assertThat(state(id)).isEqualTo(JobState.DEAD);
  }

  /** Replays, discards and retention at the same moment: one of them has it. */
  @RepeatedTest(10)
  void ofAllWhoWantADeadLetterExactlyOneGetsIt() throws Exception {
    long epoch = store.leadership().elect(UUID.randomUUID(), Duration.ofHours(1)).orElseThrow();
    JobId id = died();
    List<Met> met = met();
    Prunes.Finished finished = store.prunes().finished().getFirst();
    List<Callable<Boolean>> rivals =
        List.of(
            () -> replay(id).answer() instanceof ReplayAnswer.Replayed,
            () -> !dead.replay(met, ANN, "bulk").moved().isEmpty(),
            () -> discarded(id),
            () -> !dead.discard(met, ANN, "no", "bulk").moved().isEmpty(),
            () ->
                store.prunes().jobs(epoch, finished, Duration.ZERO, java.util.Optional.empty(), 9)
                    == 1);

    int winners = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(rivals.size())) {
      for (Future<Boolean> rival : threads.invokeAll(rivals)) {
        winners += rival.get() ? 1 : 0;
      }
    }

    // A replay of what was discarded an instant ago is legal, and then both have had it.
    boolean both = transitionsFrom(id, "CANCELLED").size() == 1;
    assertThat(winners).isEqualTo(both ? 2 : 1);
    assertThat(transitionsFrom(id, "DEAD")).hasSizeLessThanOrEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM orrery.audit"))
        .isEqualTo(winners - (database.number("SELECT count(*) FROM orrery.job") == 0 ? 1 : 0));
  }

  private boolean discarded(JobId id) {
    return dead.discard(id, ANN, "no");
  }
}
