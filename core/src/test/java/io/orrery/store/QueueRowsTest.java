package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.QueueName;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
