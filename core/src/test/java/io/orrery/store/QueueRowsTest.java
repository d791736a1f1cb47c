package io.orrery.store;

import static java.time.Duration.ofMinutes;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.QueueStatus;
import io.orrery.WorkerStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueRowsTest extends StoreTest {
  private static final QueueName EMAILS = new QueueName("email");
  private static final Actor ANN = new Actor("ann@desk");

  private final QueueRows queues = store.queues();

  @Test
  void onlyAChangeSaysThatItWasOne() {
    assertThat(queues.pause(EMAILS, ANN)).isTrue();
    assertThat(queues.pause(EMAILS, ANN)).isFalse();
    assertThat(queues.resume(EMAILS, ANN)).isTrue();
    assertThat(queues.resume(EMAILS, ANN)).isFalse();
    assertThat(queues.slots(EMAILS, 7, ANN)).isTrue();
    assertThat(queues.slots(EMAILS, 7, ANN)).isFalse();
    assertThat(queues.slots(EMAILS, 8, ANN)).isTrue();
    assertThat(queues.slotsAsStarted(EMAILS, ANN)).isTrue();
    assertThat(queues.slotsAsStarted(EMAILS, ANN)).isFalse();
  }

  @Test
  void theAuditHasOneRowForEachChangeAndNoneForWhatWasSoAlready() {
    queues.pause(EMAILS, ANN);
    queues.pause(EMAILS, new Actor("too late"));
    queues.slots(EMAILS, 7, new Actor("bob@night"));
    queues.resume(EMAILS, ANN);
    queues.slotsAsStarted(EMAILS, ANN);

    assertThat(audit())
        .containsExactly(
            "ann@desk queue.pause email -",
            "bob@night queue.slots email 7",
            "ann@desk queue.resume email -",
            "ann@desk queue.slots email as started");
    assertThat(
            database.number(
                "SELECT count(*) FROM orrery.audit a JOIN orrery.queue q ON q.changed_at = a.at"))
        .isEqualTo(1);
  }

  @Test
  void pausingAndLimitingLeaveEachOtherAlone() {
    queues.slots(EMAILS, 7, ANN);
    queues.pause(EMAILS, ANN);
    queues.slots(EMAILS, 9, ANN);
    assertThat(rows()).containsExactly("email true 9");

    queues.resume(EMAILS, ANN);
    assertThat(rows()).containsExactly("email false 9");
  }

  @Test
  void ofManyWhoPauseAtOnceOneDidIt() throws Exception {
    try (ExecutorService crowd = Executors.newFixedThreadPool(4)) {
      List<Boolean> changed =
          crowd
              .invokeAll(
                  IntStream.range(0, 20)
                      .mapToObj(
                          i ->
                              (Callable<Boolean>)
                                  () -> queues.pause(EMAILS, new Actor("actor " + i)))
                      .toList())
              .stream()
              .map(Future::resultNow)
              .toList();
      assertThat(changed).containsOnlyOnce(true);
    }
    assertThat(audit()).hasSize(1);
  }

  @Test
  void aResumeHasPutOffJobsOfItsQueueRungAtOnceAndLeavesOthersAlone() {
    List<JobId> jobs = pending(3);
    database.execute(
        "UPDATE orrery.job SET rings = 5, relay_at = orrery.clock() + interval '9 min'");
    database.execute("UPDATE orrery.job SET queue = 'email' WHERE id <> '" + jobs.getLast() + "'");
    queues.resume(EMAILS, ANN);
    assertThat(due()).isZero();

    queues.pause(EMAILS, ANN);
    queues.resume(EMAILS, ANN);

    assertThat(due()).isEqualTo(2);
  }

  @Test
  void nothingOfAPausedQueueIsClaimedAndEachJobIsAnsweredSo() {
    List<JobId> paused = pending(2);
    List<JobId> others = pending(2);
    database.execute(
        "UPDATE orrery.job SET queue = 'email' WHERE id = ANY (" + array(paused) + ")");
    queues.pause(EMAILS, ANN);
    List<JobId> all = Stream.concat(paused.stream(), others.stream()).toList();

    ClaimReply first = runs.claim(worker, all, TYPES);
    queues.resume(EMAILS, ANN);
    ClaimReply second = runs.claim(worker, all, TYPES);

    assertThat(first.paused()).containsExactlyInAnyOrderElementsOf(paused);
    assertThat(first.claimed()).extracting(ClaimedJob::id).hasSameElementsAs(others);
    assertThat(first.undecided()).isEmpty();
    assertThat(second.claimed()).extracting(ClaimedJob::id).hasSameElementsAs(paused);
    assertThat(second.stale()).hasSameElementsAs(others);
    assertThat(second.paused()).isEmpty();
  }

  @Test
  void whatIsForeignOrStaleAndPausedIsToldApart() {
    List<JobId> jobs = pending(2);
    runs.claim(worker, jobs.subList(0, 1), TYPES);
    queues.pause(QueueName.DEFAULT, ANN);

    ClaimReply reply = runs.claim(worker, jobs, List.of("another-type"));

    assertThat(reply.stale()).containsExactly(jobs.getFirst());
    assertThat(reply.paused()).containsExactly(jobs.getLast());
    assertThat(reply.foreign()).isEmpty();
  }

  @Test
  void aScanFindsNothingInAPausedQueue() {
    pending(2);
    queues.pause(QueueName.DEFAULT, ANN);
    assertThat(runs.scan(worker, QueueName.DEFAULT, TYPES, 10)).isEmpty();

    queues.resume(QueueName.DEFAULT, ANN);
    assertThat(runs.scan(worker, QueueName.DEFAULT, TYPES, 10)).hasSize(2);
  }

  @Test
  void aWorkerLearnsHowItsQueuesAreSteeredAsItRegistersAndWithEachBeat() {
    queues.pause(EMAILS, ANN);
    queues.slots(QueueName.DEFAULT, 3, ANN);
    queues.pause(new QueueName("of-others"), ANN);
    UUID late = UUID.randomUUID();

    Map<QueueName, Steering> atFirst =
        runs.register(new WorkerRow(late, "late", served(), TYPES), LEASE);
    queues.resume(EMAILS, ANN);
    Beat beat = runs.beat(late, LEASE, Map.of(), List.of(3, 4));

    Steering limited = new Steering(false, OptionalInt.of(3));
    assertThat(atFirst)
        .containsOnly(
            Map.entry(EMAILS, new Steering(true, OptionalInt.empty())),
            Map.entry(QueueName.DEFAULT, limited));
    assertThat(beat.steered()).containsOnly(Map.entry(QueueName.DEFAULT, limited));
  }

  @Test
  void aBeatWritesTheSlotsThatHoldNow() {
    UUID other = UUID.randomUUID();
    runs.register(new WorkerRow(other, "other", served(), TYPES), LEASE);

    runs.beat(other, LEASE, Map.of(), List.of(3, 40));

    WorkerStatus row =
        store.roster().workers().stream()
            .filter(w -> w.id().equals(other))
            .findFirst()
            .orElseThrow();
    assertThat(row.slots()).isEqualTo(43);
    assertThat(row.queues())
        .containsExactly(Map.entry(QueueName.DEFAULT, 3), Map.entry(EMAILS, 40));
  }

  @Test
  void theListHasWhatIsSteeredServedOrWaitsAndCountsByTheIndex() {
    pending(3);
    database.execute(
        "UPDATE orrery.job SET created_at = orrery.clock() - interval '1 hour' WHERE queue = 'default'");
    database.execute(insert("backlog", QueueStatus.MOST_COUNTED + 5));
    queues.pause(EMAILS, ANN);
    queues.slots(new QueueName("sms"), 7, ANN);
    queues.pause(new QueueName("left-alone"), ANN);
    queues.resume(new QueueName("left-alone"), ANN);

    List<QueueStatus> list = queues.list();

    assertThat(list)
        .extracting(QueueStatus::name)
        .extracting(QueueName::value)
        .containsExactly("backlog", "default", "email", "sms");
    assertThat(list.get(0).waiting()).isEqualTo(QueueStatus.MOST_COUNTED);
    assertThat(list.get(1))
        .satisfies(
            queue -> {
              assertThat(queue.waiting()).isEqualTo(3);
              assertThat(queue.workers()).isOne();
              assertThat(queue.slots()).isEqualTo(10);
              assertThat(queue.oldestWaits().orElseThrow()).isBetween(ofMinutes(59), ofMinutes(65));
            });
    assertThat(list.get(2).paused()).isTrue();
    assertThat(list.get(2).oldestWaits()).isEmpty();
    assertThat(list.get(3).limitedTo()).hasValue(7);
  }

  private static Map<String, Integer> served() {
    Map<String, Integer> served = new LinkedHashMap<>();
    served.put("default", 10);
    served.put("email", 4);
    return served;
  }

  private static String insert(String queue, int rows) {
    return StatementPlanTest.insert("PENDING", rows).replace("'default'", "'" + queue + "'");
  }

  private static String array(List<JobId> ids) {
    return ids.stream().map(id -> "'" + id + "'").collect(joining(",", "ARRAY[", "]::uuid[]"));
  }

  private long due() {
    return database.number("SELECT count(*) FROM orrery.job WHERE relay_at <= orrery.clock()");
  }

  private List<String> audit() {
    return database.column(
        "SELECT concat_ws(' ', actor, action, target, coalesce(detail, '-')) FROM orrery.audit ORDER BY n");
  }

  private List<String> rows() {
    return database.column(
        "SELECT concat_ws(' ', name, paused::text, slots) FROM orrery.queue ORDER BY name");
  }
}
