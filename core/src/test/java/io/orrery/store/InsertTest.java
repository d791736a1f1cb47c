package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.Priority;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InsertTest extends StoreTest {
  @Test
  void everyOptionReachesTheRow() {
    NewJob job =
        aJob(
            o ->
                o.in(Duration.ofHours(1))
                    .priority(Priority.HIGH)
                    .queue("email")
                    .maxRetries(7)
                    .tag("a")
                    .tag("b"));

    store.inserts().insert(List.of(job));

    JobStatus status = store.reads().statuses(List.of(job.id())).get(job.id());
    assertThat(status.state()).isEqualTo(JobState.SCHEDULED);
    assertThat(status.queue().value()).isEqualTo("email");
    assertThat(status.priority()).isEqualTo(8);
    assertThat(status.maxRetries()).isEqualTo(7);
    assertThat(status.tags()).containsExactly("a", "b");
    assertThat(Duration.between(status.createdAt(), status.runAt().orElseThrow()))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void jobsWrittenTogetherKeepTheirOwnOptions() {
    NewJob one = aJob(o -> o.queue("email").tag("a").noTimeout());
    NewJob two = aJob(o -> o.in(Duration.ofHours(1)).priority(Priority.LOW).maxRetries(0));
    NewJob likeOne = aJob(o -> o.queue("email").tag("a").noTimeout());

    store.inserts().insert(List.of(one, two, likeOne));

    assertThat(
            database.column(
                """
                SELECT concat_ws(' ', id, queue, priority, max_retries, state, tags::text,
                                 coalesce(timeout::text, 'none'), run_at - created_at)
                FROM orrery.job ORDER BY id"""))
        .containsExactly(
            one.id() + " email 5 5 PENDING {a} none",
            two.id() + " default 2 0 SCHEDULED 01:00:00 01:00:00",
            likeOne.id() + " email 5 5 PENDING {a} none");
  }

  @Test
  void aRunAtInThePastMeansNow() {
    NewJob job = aJob(o -> o.at(Instant.EPOCH));

    store.inserts().insert(List.of(job));

    assertThat(state(job.id())).isEqualTo(JobState.PENDING);
  }

  @Test
  void jobsTakeTheirTurnInTheOrderGiven() {
    List<JobId> ids = pending(50);

    assertThat(database.column("SELECT id FROM orrery.job ORDER BY ring_order"))
        .containsExactlyElementsOf(ids.stream().map(JobId::toString).toList());
  }

  @Test
  void aRepeatedInsertDoesNothing() {
    NewJob job = aJob(o -> o);
    store.inserts().insert(List.of(job));
    ClaimedJob claimed = runs.claim(worker, List.of(job.id()), TYPES).claimed().getFirst();

    store.inserts().insert(List.of(job));

    assertThat(database.number("SELECT count(*) FROM orrery.job")).isEqualTo(1);
    assertThat(runs.runningOn(worker, List.of(job.id())))
        .extracting(ClaimedJob::held)
        .containsExactly(claimed.held());
  }

  @Test
  void aRepeatWritesWhatIsNotThere() {
    NewJob there = aJob(o -> o);
    NewJob missing = aJob(o -> o);
    store.inserts().insert(List.of(there));

    store.inserts().insert(List.of(missing, there));

    assertThat(database.column("SELECT id FROM orrery.job"))
        .containsExactlyInAnyOrder(there.id().toString(), missing.id().toString());
  }

  @Test
  void oneUnfinishedJobHoldsAUniqueKey() {
    NewJob first = aJob(o -> o.uniqueKey("welcome:42"));
    NewJob second = aJob(o -> o.uniqueKey("welcome:42"));

    assertThat(store.inserts().insertUnique(first)).isEqualTo(new UniqueInsert(first.id(), false));
    assertThat(store.inserts().insertUnique(first)).isEqualTo(new UniqueInsert(first.id(), false));
    assertThat(store.inserts().insertUnique(second)).isEqualTo(new UniqueInsert(first.id(), true));

    store.cancels().cancel(first.id(), "test");
    assertThat(store.inserts().insertUnique(second))
        .isEqualTo(new UniqueInsert(second.id(), false));
  }

  @Test
  void racingInsertsWithOneKeyMakeOneJob() throws Exception {
    List<Future<UniqueInsert>> races = new ArrayList<>();
    try (ExecutorService racers = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 64; i++) {
        races.add(racers.submit(() -> store.inserts().insertUnique(aJob(o -> o.uniqueKey("one")))));
      }
    }

    List<UniqueInsert> answers = new ArrayList<>();
    for (Future<UniqueInsert> race : races) {
      answers.add(race.get());
    }
    assertThat(answers).filteredOn(answer -> !answer.duplicate()).hasSize(1);
    assertThat(answers).extracting(UniqueInsert::id).containsOnly(answers.getFirst().id());
    assertThat(database.number("SELECT count(*) FROM orrery.job")).isEqualTo(1);
  }

  @Test
  void aRolledBackTransactionLeavesNoJob() throws Exception {
    try (Connection transaction = database.connect()) {
      transaction.setAutoCommit(false);
      store.inserts().insert(transaction, List.of(aJob(o -> o)));
      transaction.rollback();
    }

    assertThat(database.number("SELECT count(*) FROM orrery.job")).isZero();
  }

  @Test
  void namesAreFoundWhateverTheCallersSearchPath() throws Exception {
    try (Connection transaction = database.connect()) {
      transaction.setAutoCommit(false);
      transaction.createStatement().execute("SET LOCAL search_path = pg_catalog");
      store.inserts().insert(transaction, List.of(aJob(o -> o)));
      transaction.commit();
    }

    assertThat(
            database.number(
                "SELECT count(*) FROM orrery.job WHERE state = 'PENDING' AND ring_order IS NULL"))
        .isEqualTo(1);
  }
}
