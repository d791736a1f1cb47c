package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.Priority;
import io.orrery.QueueName;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ClaimTest extends StoreTest {
  @Test
  void claimedJobsAreRunningUnderANewFence() {
    List<JobId> ids = pending(3);

    ClaimReply reply = runs.claim(worker, ids, TYPES);

    assertThat(reply.leaseHeld()).isTrue();
    assertThat(reply.claimed()).extracting(ClaimedJob::id).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(reply.claimed())
        .allSatisfy(
            job -> {
              assertThat(job.fence()).isEqualTo(1);
              assertThat(job.attempt()).isEqualTo(1);
              assertThat(job.arguments()).containsExactly(1, 2, 3);
              assertThat(state(job.id())).isEqualTo(JobState.RUNNING);
            });
  }

  @Test
  void everyIdIsAnswered() {
    JobId taken = running(1).getFirst().id();
    JobId free = pending(1).getFirst();
    JobId unknown = JobId.next();

    ClaimReply reply = runs.claim(worker, List.of(taken, free, unknown), TYPES);
    ClaimReply others = runs.claim(worker, pending(1), List.of("another-type"));

    assertThat(reply.claimed()).extracting(ClaimedJob::id).containsExactly(free);
    assertThat(reply.stale()).containsExactly(taken);
    assertThat(reply.orphans()).containsExactly(unknown);
    assertThat(others.foreign()).containsValue("send-email").hasSize(1);
  }

  @Test
  void aWorkerPastItsLeaseClaimsNothing() {
    List<JobId> ids = pending(2);
    database.moveClock(LEASE.plusSeconds(1));

    ClaimReply reply = runs.claim(worker, ids, TYPES);

    assertThat(reply.leaseHeld()).isFalse();
    assertThat(reply.stale()).isEmpty();
    assertThat(ids).allSatisfy(id -> assertThat(state(id)).isEqualTo(JobState.PENDING));
  }

  @Test
  void aDrainingWorkerClaimsNothing() {
    List<JobId> ids = pending(1);
    runs.drain(worker);

    assertThat(runs.claim(worker, ids, TYPES).leaseHeld()).isFalse();
  }

  @Test
  void aJobThatSomebodyHoldsIsUndecidedAndTheOthersAreClaimed() throws Exception {
    List<JobId> ids = pending(3);

    ClaimReply meanwhile;
    try (Connection stranger = database.connect();
        Statement statement = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      statement.execute(
          "UPDATE orrery.job SET relay_at = clock_timestamp() WHERE id = '" + ids.get(1) + "'");
      meanwhile = runs.claim(worker, ids, TYPES);
      stranger.commit();
    }
    ClaimReply afterwards = runs.claim(worker, meanwhile.undecided(), TYPES);

    assertThat(meanwhile.claimed())
        .extracting(ClaimedJob::id)
        .containsExactlyInAnyOrder(ids.get(0), ids.get(2));
    assertThat(afterwards.claimed()).extracting(ClaimedJob::id).containsExactly(ids.get(1));
  }

  @Test
  void aJobIsClaimedThoughItsRowChangesBeforeItIsLocked() throws Exception {
    JobId id = pending(1).getFirst();

    ClaimReply reply =
        RowChanged.during(
            database,
            "UPDATE orrery.job SET relay_at = clock_timestamp()",
            () -> runs.claim(worker, List.of(id), TYPES));

    assertThat(reply.claimed()).extracting(ClaimedJob::id).containsExactly(id);
  }

  @Test
  void whatWasClaimedBeforeADeadlockIsAnsweredAsClaimed() throws Exception {
    List<JobId> ids = pending(2);
    onceWhenClaimed(ids.getLast(), "RAISE EXCEPTION 'on purpose' USING ERRCODE = '40P01'");

    ClaimReply reply = claimInTwoStatements(ids);

    assertThat(reply.claimed()).extracting(ClaimedJob::id).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(reply.stale()).isEmpty();
  }

  @Test
  void whatWasClaimedBeforeTheConnectionWasLostIsAnsweredAndTheRestIsUndecided() throws Exception {
    List<JobId> ids = pending(2);
    onceWhenClaimed(ids.getLast(), "PERFORM pg_terminate_backend(pg_backend_pid())");

    ClaimReply reply = claimInTwoStatements(ids);

    assertThat(reply.leaseHeld()).isTrue();
    assertThat(reply.claimed()).extracting(ClaimedJob::id).containsExactly(ids.getFirst());
    assertThat(reply.undecided()).containsExactly(ids.getLast());
  }

  /** The first claims the first job; the last changes before its lock, and needs another one. */
  private ClaimReply claimInTwoStatements(List<JobId> ids) throws Exception {
    return RowChanged.during(
        database,
        "UPDATE orrery.job SET relay_at = clock_timestamp() WHERE id = '" + ids.getLast() + "'",
        () -> runs.claim(worker, ids, TYPES));
  }

  /** The first statement that would claim this job does this instead. */
  private void onceWhenClaimed(JobId id, String instead) {
    database.execute("CREATE SEQUENCE claims");
    database.execute(
        """
        CREATE FUNCTION hiccup() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF nextval('claims') = 1 THEN
                %s;
            END IF;
            RETURN NEW;
        END
        $$
        """
            .formatted(instead));
    database.execute(
        """
        CREATE TRIGGER hiccup BEFORE UPDATE ON orrery.job FOR EACH ROW
        WHEN (NEW.state = 'RUNNING' AND NEW.id = '%s') EXECUTE FUNCTION hiccup()
        """
            .formatted(id));
  }

  @Test
  void aScanTakesTheHighestPriorityFirstAndTheOldestWithinIt() {
    List<JobId> normal = pending(3);
    NewJob urgent = aJob(o -> o.priority(Priority.HIGH));
    store.inserts().insert(List.of(urgent));

    List<ClaimedJob> first = runs.scan(worker, QueueName.DEFAULT, TYPES, 2);

    assertThat(first)
        .extracting(ClaimedJob::id)
        .containsExactlyInAnyOrder(urgent.id(), normal.getFirst());
  }

  @Test
  void racingClaimsNeverGiveOneJobTwice() throws Exception {
    List<JobId> ids = pending(2_000);
    Set<Held> granted = Collections.synchronizedSet(new HashSet<>());
    List<Held> all = Collections.synchronizedList(new ArrayList<>());

    try (ExecutorService racers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> races = new ArrayList<>();
      for (int racer = 0; racer < 4; racer++) {
        Random random = new Random(racer);
        races.add(
            racers.submit(
                () -> {
                  for (int i = 0; i < 60; i++) {
                    List<JobId> batch =
                        random.ints(80, 0, ids.size()).distinct().mapToObj(ids::get).toList();
                    runs.claim(worker, batch, TYPES)
                        .claimed()
                        .forEach(
                            job -> {
                              granted.add(job.held());
                              all.add(job.held());
                            });
                  }
                }));
      }
      for (Future<?> race : races) {
        race.get();
      }
    }

    assertThat(granted).hasSameSizeAs(all);
    assertThat(all.size())
        .isEqualTo(
            (int) database.number("SELECT count(*) FROM orrery.job WHERE state = 'RUNNING'"));
    assertThat(database.number("SELECT max(fence) FROM orrery.job")).isEqualTo(1);
  }

  @Test
  void jobsThatRunOnAWorkerCanBeReadBack() {
    ClaimedJob mine = running(1).getFirst();
    UUID other = UUID.randomUUID();

    assertThat(runs.runningOn(worker, List.of(mine.id())))
        .extracting(ClaimedJob::held)
        .containsExactly(mine.held());
    assertThat(runs.runningOn(other, List.of(mine.id()))).isEmpty();
  }
}
