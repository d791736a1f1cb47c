package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.config.ConfigKey;
import io.orrery.store.Ending.Kind;
import io.orrery.store.Ending.Outcome;
import io.prometheus.client.CollectorRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndTest extends StoreTest {
  @Test
  void aSuccessIsRecordedOnceAndKeepsItsResult() {
    ClaimedJob job = running(1).getFirst();
    Success success = new Success(job.held(), new byte[] {7});

    EndReply first = runs.succeed(List.of(success)).get(job.id());
    EndReply again = runs.succeed(List.of(success)).get(job.id());

    assertThat(first).isEqualTo(new EndReply.Moved(JobState.SUCCEEDED, Optional.empty()));
    assertThat(again).isEqualTo(new EndReply.Already(JobState.SUCCEEDED));
    assertThat(store.reads().ends(List.of(job.id())).get(job.id()).result()).containsExactly(7);
  }

  @Test
  void aStaleFenceChangesNothing() {
    ClaimedJob job = running(1).getFirst();
    Held stale = new Held(job.id(), job.fence() - 1);

    Map<JobId, EndReply> succeeded = runs.succeed(List.of(new Success(stale, null)));
    Map<JobId, EndReply> ended = runs.end(List.of(failure(stale)));

    assertThat(succeeded.get(job.id())).isInstanceOf(EndReply.Fenced.class);
    assertThat(ended.get(job.id())).isInstanceOf(EndReply.Fenced.class);
    assertThat(state(job.id())).isEqualTo(JobState.RUNNING);
  }

  @Test
  void anUnknownJobIsFenced() {
    Held unknown = new Held(JobId.next(), 1);

    assertThat(runs.succeed(List.of(new Success(unknown, null))).get(unknown.id()))
        .isInstanceOf(EndReply.Fenced.class);
  }

  @Test
  void aRightfulSuccessBehindAConcurrentUpdateIsNeverLost() throws Exception {
    ClaimedJob job = running(1).getFirst();

    EndReply reply =
        RowHeld.during(
            database,
            "UPDATE orrery.job SET cancel_requested = true",
            () -> runs.succeed(List.of(new Success(job.held(), null))).get(job.id()));

    assertThat(reply).isEqualTo(new EndReply.Moved(JobState.SUCCEEDED, Optional.empty()));
  }

  @Test
  void aRightfulSuccessBehindTwoUpdatesInARowIsNeverLost() throws Exception {
    ClaimedJob job = running(1).getFirst();

    EndReply reply =
        RowHeld.duringTwo(
            database,
            "UPDATE orrery.job SET cancel_requested = true",
            () -> runs.succeed(List.of(new Success(job.held(), null))).get(job.id()));

    assertThat(reply).isEqualTo(new EndReply.Moved(JobState.SUCCEEDED, Optional.empty()));
  }

  @Test
  void aRightfulFailureBehindACancelIsCancelled() throws Exception {
    ClaimedJob job = running(1).getFirst();

    EndReply reply =
        RowHeld.during(
            database,
            "UPDATE orrery.job SET cancel_requested = true",
            () -> runs.end(List.of(failure(job.held()))).get(job.id()));

    assertThat(reply).isEqualTo(new EndReply.Moved(JobState.CANCELLED, Optional.empty()));
  }

  @Test
  void aFailureWaitsForItsDelayAndIsKept() {
    ClaimedJob job = running(1).getFirst();

    EndReply reply = runs.end(List.of(failure(job.held()))).get(job.id());

    assertThat(reply).isEqualTo(new EndReply.Moved(JobState.SCHEDULED, Optional.empty()));
    AttemptRecord kept = store.reads().attempts(job.id()).getFirst();
    assertThat(kept.outcome()).isEqualTo("FAILED");
    assertThat(kept.error()).contains("boom");
    assertThat(kept.worker()).isEqualTo(worker);
    assertThat(store.reads().statuses(List.of(job.id())).get(job.id()).failures()).isEqualTo(1);
  }

  @Test
  void theFailureAfterTheLastRetryIsADeadLetter() {
    NewJob once = aJob(o -> o.maxRetries(0));
    store.inserts().insert(List.of(once));
    Held held = runs.claim(worker, List.of(once.id()), TYPES).claimed().getFirst().held();

    EndReply reply = runs.end(List.of(failure(held))).get(once.id());

    assertThat(reply)
        .isEqualTo(new EndReply.Moved(JobState.DEAD, Optional.of("RETRIES_EXHAUSTED")));
  }

  @Test
  void aRepeatedEndingIsAlreadyRecorded() {
    List<ClaimedJob> jobs = running(2);
    Ending failed = failure(jobs.getFirst().held());
    Ending released =
        new Ending(
            jobs.getLast().held(), Kind.RELEASE, Outcome.RELEASED, null, null, Duration.ZERO);
    runs.end(List.of(failed, released));

    Map<JobId, EndReply> again = runs.end(List.of(failed, released));

    assertThat(again.get(failed.job().id())).isEqualTo(new EndReply.Already(JobState.SCHEDULED));
    assertThat(again.get(released.job().id())).isEqualTo(new EndReply.Already(JobState.PENDING));
    assertThat(store.reads().attempts(failed.job().id())).hasSize(1);
  }

  @Test
  void aReleaseChargesNothingAndFencesTheHandlerOut() {
    ClaimedJob job = running(1).getFirst();

    runs.end(
        List.of(new Ending(job.held(), Kind.RELEASE, Outcome.RELEASED, null, null, Duration.ZERO)));

    assertThat(state(job.id())).isEqualTo(JobState.PENDING);
    assertThat(store.reads().statuses(List.of(job.id())).get(job.id()).failures()).isZero();
    assertThat(runs.succeed(List.of(new Success(job.held(), null))).get(job.id()))
        .isInstanceOf(EndReply.Fenced.class);
  }

  @Test
  void aSnoozeChargesNothing() {
    ClaimedJob job = running(1).getFirst();

    runs.end(
        List.of(
            new Ending(
                job.held(), Kind.SNOOZE, Outcome.SNOOZED, null, null, Duration.ofMinutes(1))));

    assertThat(state(job.id())).isEqualTo(JobState.SCHEDULED);
    assertThat(store.reads().statuses(List.of(job.id())).get(job.id()).failures()).isZero();
  }

  @Test
  void aSuccessInTheCallersTransactionCommitsWithIt() throws Exception {
    List<ClaimedJob> jobs = running(2);
    try (Connection transaction = database.connect()) {
      transaction.setAutoCommit(false);
      assertThat(runs.succeed(transaction, new Success(jobs.getFirst().held(), null))).isTrue();
      transaction.rollback();
      assertThat(runs.succeed(transaction, new Success(jobs.getLast().held(), null))).isTrue();
      transaction.commit();
    }

    assertThat(state(jobs.getFirst().id())).isEqualTo(JobState.RUNNING);
    assertThat(state(jobs.getLast().id())).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void anAttemptThatRecordedItsOwnSuccessStaysASuccessHoweverElseItEnds() throws Exception {
    ClaimedJob job = running(1).getFirst();
    try (Connection transaction = database.connect()) {
      transaction.setAutoCommit(false);
      runs.succeed(transaction, new Success(job.held(), null));
      transaction.commit();
    }

    Map<JobId, EndReply> ended = runs.end(List.of(failure(job.held())));
    Held stale = new Held(job.id(), job.fence() - 1);
    Map<JobId, EndReply> replaced = runs.end(List.of(failure(stale)));

    assertThat(ended.get(job.id())).isEqualTo(new EndReply.Already(JobState.SUCCEEDED));
    assertThat(replaced.get(job.id())).isInstanceOf(EndReply.Fenced.class);
  }

  @Test
  void anEndThatWaitsTooLongForItsRowSaysSoAndTheRowCanBeTold() throws Exception {
    List<ClaimedJob> jobs = running(2);
    List<Success> successes = jobs.stream().map(job -> new Success(job.held(), null)).toList();
    List<JobId> asked = List.of(jobs.getFirst().id(), jobs.getLast().id(), JobId.next());
    StoreSettings impatient =
        StoreSettings.of(
            database.config().set(ConfigKey.POSTGRES_STATEMENT_TIMEOUT, "1s").build(), "test", 1);

    try (PostgresStore other = PostgresStore.open(impatient, new CollectorRegistry());
        Connection stranger = database.connect()) {
      stranger.setAutoCommit(false);
      lock(stranger, jobs.getFirst().id());

      assertThatThrownBy(() -> other.runs().succeed(successes))
          .isInstanceOf(StoreBusy.class)
          .hasMessageContaining("did not finish within the statement timeout")
          .hasMessageNotContaining("reached");
      assertThat(runs.locked(asked)).containsExactly(jobs.getFirst().id());

      // Not by the close, which the server sees to only a moment after it returns.
      stranger.rollback();
      assertThat(runs.locked(asked)).isEmpty();
    }
  }

  /** A worker's few connections are there for all of its jobs. */
  @Test
  void aWorkersStatementsWaitForALockNoLongerThanSeconds() throws Exception {
    Success success = new Success(running(1).getFirst().held(), null);
    StoreSettings settings = StoreSettings.ofWorker(database.config().build(), "test");

    try (PostgresStore other = PostgresStore.open(settings, new CollectorRegistry());
        Connection stranger = database.connect()) {
      stranger.setAutoCommit(false);
      lock(stranger, success.job().id());

      assertThatThrownBy(() -> other.runs().succeed(List.of(success)))
          .isInstanceOf(StoreBusy.class)
          .hasMessageContaining("another transaction held what it needed for too long");
    }
  }

  private static void lock(Connection transaction, JobId job) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute("SELECT FROM orrery.job WHERE id = '" + job + "' FOR UPDATE");
    }
  }

  private static Ending failure(Held job) {
    return new Ending(job, Kind.RETRY, Outcome.FAILED, null, "boom", Duration.ofSeconds(2));
  }
}
