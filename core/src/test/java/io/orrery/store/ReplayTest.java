package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.dead.ReplayAnswer;
import io.orrery.store.DeadRows.Met;
import io.orrery.store.DeadRows.Moved;
import io.orrery.store.DeadRows.Replay;
import io.orrery.store.Duties.Ring;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A job that ended comes back as if it had never failed. */
class ReplayTest extends DeadTest {
  private static final String FRESH =
      """
      SELECT concat_ws(' ', state, failures, lost, rings, cancel_requested, finished_at IS NULL, reason IS NULL,
                       error_type IS NULL, worker_id IS NULL, relay_at > now(), ring_order > %d, fence, attempts)
      FROM orrery.job WHERE id = '%s'
      """;

  @Test
  void aDeadLetterWaitsAgainWithAllItsRetriesAndKeepsItsFenceAndAttempts() {
    JobId id = died();
    database.execute("UPDATE orrery.job SET failures = 6, lost = 2, cancel_requested = true");
    long turn = database.number("SELECT max(ring_order) FROM orrery.job");

    DeadRows.Replayed replayed = replay(id);

    assertThat(replayed.answer()).isEqualTo(new ReplayAnswer.Replayed());
    assertThat(replayed.ring()).contains(new Ring(id, QueueName.DEFAULT, 5));
    assertThat(database.column(FRESH.formatted(turn, id)))
        .containsExactly("PENDING 0 0 0 f t t t t t t 1 1");
    assertThat(transitionsFrom(id, "DEAD")).containsExactly("DEAD>PENDING");
  }

  @Test
  void aBatchDoesTheSame() {
    JobId id = died();
    database.execute("UPDATE orrery.job SET failures = 6, lost = 2, cancel_requested = true");
    long turn = database.number("SELECT max(ring_order) FROM orrery.job");

    Moved moved = dead.replay(met(), ANN, "by filter: all");

    assertThat(moved.moved()).containsExactly(new Ring(id, QueueName.DEFAULT, 5));
    assertThat(database.column(FRESH.formatted(turn, id)))
        .containsExactly("PENDING 0 0 0 f t t t t t t 1 1");
  }

  @Test
  void whoReplayedItAndWhatItHadDiedOfIsInTheAudit() {
    JobId single = died();
    replay(single);
    JobId inBulk = died();
    dead.replay(met(), ANN, "by filter: type send-email");

    assertThat(audit(single))
        .singleElement()
        .asString()
        .matches("ann@desk job.replay send-email DEAD since \\S+Z; DISCARDED; java.io.IOException");
    assertThat(audit(inBulk))
        .singleElement()
        .asString()
        .endsWith("DISCARDED; java.io.IOException; by filter: type send-email");
  }

  @Test
  void aCancelledJobCanBeReplayedByItsId() {
    JobId id = pending(1).getFirst();
    store.cancels().cancel(id, "too early");

    assertThat(replay(id).answer()).isEqualTo(new ReplayAnswer.Replayed());

    assertThat(row(id, "state || cancel_requested::text")).isEqualTo("PENDINGfalse");
    assertThat(transitionsFrom(id, "CANCELLED")).containsExactly("CANCELLED>PENDING");
    assertThat(audit(id).getFirst()).contains("CANCELLED since", "too early");
  }

  @Test
  void whatIsNotOverStaysAsItIs() {
    JobId waiting = pending(1).getFirst();
    JobId running = running(1).getFirst().id();
    ClaimedJob done = running(1).getFirst();
    runs.succeed(List.of(new Success(done.held(), null)));

    assertThat(replay(waiting).answer()).isEqualTo(new ReplayAnswer.NotOver(JobState.PENDING));
    assertThat(replay(running).answer()).isEqualTo(new ReplayAnswer.NotOver(JobState.RUNNING));
    assertThat(replay(done.id()).answer()).isEqualTo(new ReplayAnswer.NotOver(JobState.SUCCEEDED));
    assertThat(replay(JobId.next()).answer()).isEqualTo(new ReplayAnswer.NoSuchJob());
    assertThat(database.number("SELECT count(*) FROM orrery.audit")).isZero();
  }

  @Test
  void itIsRefusedWhileAnUnfinishedJobHoldsItsKey() {
    JobId id = diedWithKey("welcome:42");
    NewJob holder = aJob(o -> o.uniqueKey("welcome:42"));
    store.inserts().insertUnique(holder);

    assertThat(replay(id).answer()).isEqualTo(new ReplayAnswer.KeyHeld(Optional.of(holder.id())));
    assertThat(state(id)).isEqualTo(JobState.DEAD);
    assertThat(database.number("SELECT count(*) FROM orrery.audit")).isZero();

    store.cancels().cancel(holder.id(), "make room");
    assertThat(replay(id).answer()).isEqualTo(new ReplayAnswer.Replayed());
  }

  @Test
  void whoWritesItsKeyIsWaitedForNoLongerThanSeconds() throws Exception {
    JobId id = diedWithKey("welcome:42");
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);
      store.inserts().insertUnique(other, aJob(o -> o.uniqueKey("welcome:42")));

      assertThatThrownBy(() -> replay(id)).isInstanceOf(StoreBusy.class);

      other.rollback();
    }
    assertThat(replay(id).answer()).isEqualTo(new ReplayAnswer.Replayed());
  }

  /** A conflict would undo all of them. */
  @Test
  void aBatchLeavesThoseWithAKeyAside() {
    JobId keyed = diedWithKey("welcome:42");
    List<JobId> others = died(3);

    Moved moved = dead.replay(met(), ANN, "by filter: all");

    assertThat(moved.moved()).extracting(Ring::id).containsExactlyInAnyOrderElementsOf(others);
    assertThat(moved.keyed()).containsExactly(keyed);
    assertThat(state(keyed)).isEqualTo(JobState.DEAD);
  }

  @Test
  void oneThatDiedAgainSinceItWasMetIsNotReplayedTwice() {
    JobId id = died();
    List<Met> before = met();
    dead.replay(before, ANN, "first");
    dieAgain(id);

    Moved again = dead.replay(before, ANN, "second");

    assertThat(again).isEqualTo(new Moved(List.of(), List.of(), 1, 0));
    assertThat(
            dead.replay(new Replay(id, before.getFirst().fence(), null, null, null), ANN).answer())
        .isEqualTo(new ReplayAnswer.NotOver(JobState.DEAD));
    assertThat(transitionsFrom(id, "DEAD")).hasSize(1);
  }

  @Test
  void aBatchWaitsForNobodyAndSaysWhatItLeft() throws Exception {
    List<JobId> ids = died(3);
    List<Met> met = new ArrayList<>(met());
    met.add(new Met(JobId.next(), 1, met.getFirst().diedAt()));
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM orrery.job WHERE id = '" + ids.get(1) + "' FOR UPDATE");

      Moved moved = dead.replay(met, ANN, "by filter: all");

      assertThat(moved.moved())
          .extracting(Ring::id)
          .containsExactlyInAnyOrder(ids.getFirst(), ids.getLast());
      assertThat(moved.gone()).isOne();
      assertThat(moved.held()).isOne();
    }
  }

  @Test
  void aRowThatChangedWhileItWasWaitedForIsReplayedAllTheSame() throws Exception {
    JobId id = died();

    DeadRows.Replayed replayed =
        RowHeld.during(database, "UPDATE orrery.job SET priority = 8", () -> replay(id));

    assertThat(replayed.ring()).contains(new Ring(id, QueueName.DEFAULT, 8));
  }

  @Test
  void itCanGetOtherArgumentsOfTheSameType() {
    JobId id = died();
    byte[] arguments = {9, 8, 7};

    assertThat(dead.replay(new Replay(id, null, "resize-image", arguments, null), ANN).answer())
        .isEqualTo(new ReplayAnswer.OtherType("send-email"));
    assertThat(dead.arguments(id)).hasValue(new byte[] {1, 2, 3});
    assertThat(dead.replay(new Replay(id, null, "send-email", arguments, null), ANN).answer())
        .isEqualTo(new ReplayAnswer.Replayed());

    assertThat(runs.claim(worker, List.of(id), TYPES).claimed().getFirst().arguments())
        .containsExactly(9, 8, 7);
  }

  @Test
  void aWorkerOfItsFormerLifeCanNotEndIt() {
    ClaimedJob before = running(1).getFirst();
    runs.end(List.of(fatal(before.held(), BOOM)));
    replay(before.id());

    assertThat(runs.succeed(List.of(new Success(before.held(), null))).get(before.id()))
        .isInstanceOf(EndReply.Fenced.class);
    ClaimedJob now = runs.claim(worker, List.of(before.id()), TYPES).claimed().getFirst();
    assertThat(now.held().fence()).isGreaterThan(before.held().fence());
    assertThat(runs.succeed(List.of(new Success(before.held(), null))).get(before.id()))
        .isInstanceOf(EndReply.Fenced.class);
    assertThat(state(before.id())).isEqualTo(JobState.RUNNING);
  }

  private List<String> audit(JobId id) {
    return database.column(
        "SELECT concat_ws(' ', actor, action, target, detail) FROM orrery.audit WHERE job_id = '"
            + id
            + "' ORDER BY n");
  }
}
