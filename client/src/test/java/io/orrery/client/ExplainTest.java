package io.orrery.client;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.Priority;
import io.orrery.client.Explanation.Finding;
import io.orrery.client.Explanation.Gate;
import io.orrery.store.Held;
import io.orrery.store.PostgresStore;
import io.orrery.store.WorkerRow;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each gate that can keep a job from running is named, with what to do about it. */
class ExplainTest extends ClientTest {
  private final PostgresStore store = database.open();

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aDelayedJobIsNotDue() {
    JobId id = client.enqueue(MAIL, TO_ANN, o -> o.in(ofHours(1))).id();

    Explanation explanation = explain(id);

    assertThat(explanation.state()).isEqualTo(JobState.SCHEDULED);
    assertThat(gates(explanation)).containsExactly(Gate.NOT_DUE, Gate.NO_LEADER, Gate.NO_WORKER);
    assertThat(explanation.findings().getFirst().says())
        .matches("It is delayed: it is due in (59m\\d+s|1h), at \\S+Z\\.");
    assertThat(explanation.findings().get(1).remedy()).contains("./orrery coordinator");
    assertThat(explanation.toString().lines()).hasSize(3);
  }

  @Test
  void withALeaderItIsNotBlamed() {
    store.leadership().elect(UUID.randomUUID(), ofHours(1));
    JobId id = client.enqueue(MAIL, TO_ANN, o -> o.in(ofHours(1))).id();

    assertThat(gates(explain(id))).containsExactly(Gate.NOT_DUE, Gate.NO_WORKER);
  }

  @Test
  void nobodyServesItsQueue() {
    JobId id = client.enqueue(MAIL, TO_ANN, o -> o.queue("mail")).id();
    try (StandInWorker worker = new StandInWorker(database)) {
      assertThat(worker.id()).isNotNull();

      Finding finding = explain(id).findings().getFirst();

      assertThat(finding.gate()).isEqualTo(Gate.NO_WORKER);
      assertThat(finding.says()).isEqualTo("No live worker serves its queue, mail.");
      assertThat(finding.remedy()).isEqualTo("Start one: ./orrery worker --queue mail");
    }
  }

  @Test
  void nobodyRunsItsType() {
    JobId id = client.enqueue(MAIL, TO_ANN).id();
    store
        .runs()
        .register(
            new WorkerRow(UUID.randomUUID(), "w", Map.of("default", 1), List.of("other")),
            Duration.ofMinutes(5));

    Finding finding = explain(id).findings().getFirst();

    assertThat(finding.gate()).isEqualTo(Gate.UNKNOWN_TYPE);
    assertThat(finding.says())
        .isEqualTo(
            "1 live worker serves its queue, default, but none of them runs its type, send-email.");
  }

  @Test
  void itsQueueIsPausedAndOthersComeFirst() {
    client.enqueue(MAIL, TO_ANN, o -> o.priority(Priority.HIGH));
    client.enqueue(MAIL, TO_ANN);
    JobId id = client.enqueue(MAIL, TO_ANN).id();
    client.enqueue(MAIL, TO_ANN);
    client.enqueue(MAIL, TO_ANN, o -> o.priority(Priority.LOW));
    database.execute(
        "INSERT INTO orrery.queue (name, paused, changed_at) VALUES ('default', true, now())");
    try (StandInWorker worker = new StandInWorker(database)) {
      assertThat(worker.id()).isNotNull();

      Explanation explanation = explain(id);

      assertThat(gates(explanation)).containsExactly(Gate.PAUSED, Gate.IN_LINE);
      assertThat(explanation.findings().getFirst().remedy())
          .isEqualTo("Resume it: ./orrery queues resume default");
      assertThat(explanation.findings().getLast().says())
          .isEqualTo("2 jobs of its queue come first, by priority and age.");
    }
  }

  @Test
  void allSlotsAreTakenAndTheHolderIsNamed() {
    JobId first = client.enqueue(MAIL, TO_ANN).id();
    JobId second = client.enqueue(MAIL, TO_ANN).id();
    try (StandInWorker worker = new StandInWorker(database)) {
      worker.claim(first);

      Explanation explanation = explain(second);

      assertThat(gates(explanation)).containsExactly(Gate.SLOTS_FULL);
      assertThat(explanation.findings().getFirst().says())
          .startsWith("All slots of its queue are taken (1 of 1), for longest by job " + first)
          .contains(" (send-email) on stand-in, for less than a second");
    }
  }

  @Test
  void itRunsAndWasAskedToStop() {
    JobId id = client.enqueue(MAIL, TO_ANN).id();
    try (StandInWorker worker = new StandInWorker(database)) {
      Held held = worker.claim(id);
      assertThat(explain(id).findings().getFirst().says())
          .isEqualTo("It runs: attempt 1, for less than a second, on stand-in ACTIVE.");
      client.jobs().cancel(id, "not wanted");

      assertThat(gates(explain(id))).containsExactly(Gate.RUNNING, Gate.CANCELLING);

      worker.succeed(held);
      assertThat(explain(id).findings())
          .containsExactly(
              new Finding(
                  Gate.ENDED,
                  "It has ended: succeeded less than a second ago, after 1 attempt.",
                  ""));
    }
  }

  @Test
  void aDeadLetterTellsWhyAndWhatToDo() {
    JobId id = client.enqueue(MAIL, TO_ANN).id();
    try (StandInWorker worker = new StandInWorker(database)) {
      worker.discard(id, "no");
    }

    Finding finding = explain(id).findings().getFirst();

    assertThat(finding.says())
        .isEqualTo(
            "It has ended: dead less than a second ago, DISCARDED, after 1 attempt (1 failure of"
                + " the 6 that end it).");
    assertThat(finding.remedy()).contains("replay it");
  }

  @Test
  void aJobOfACallersTransactionWaitsForItsTurn() throws Exception {
    JobId id;
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      id = client.within(connection).enqueue(MAIL, TO_ANN).id();
      assertThat(client.jobs().explain(id)).isEmpty();
      connection.commit();
    }

    assertThat(gates(explain(id)))
        .containsExactly(Gate.NOT_ADMITTED, Gate.NO_LEADER, Gate.NO_WORKER);
  }

  @Test
  void withNothingInItsWayItsDoorbellIsAwaited() {
    JobId id = client.enqueue(MAIL, TO_ANN).id();
    store.leadership().elect(UUID.randomUUID(), ofHours(1));
    try (StandInWorker worker = new StandInWorker(database)) {
      assertThat(worker.id()).isNotNull();

      Finding finding = explain(id).findings().getFirst();

      assertThat(finding.gate()).isEqualTo(Gate.DOORBELL);
      assertThat(finding.remedy())
          .matches("If its doorbell got lost, the leader rings again in \\ds at the earliest\\.");
      database.execute("UPDATE orrery.job SET rings = 2, relay_at = now()");
      assertThat(explain(id).toString())
          .contains("It was rung for again 2 times.", "rings again within seconds");
    }
  }

  @Test
  void theBrokerIsAway() {
    JobId id = client.enqueue(MAIL, TO_ANN).id();

    Explanation away = Explainer.explain(store.situations().of(id).orElseThrow(), false);

    assertThat(gates(away)).containsExactly(Gate.NO_WORKER, Gate.BROKER_AWAY);
  }

  @Test
  void aJobThatIsNotThereHasNoExplanation() {
    assertThat(client.jobs().explain(JobId.next())).isEmpty();
  }

  private Explanation explain(JobId id) {
    return client.jobs().explain(id).orElseThrow();
  }

  private static List<Gate> gates(Explanation explanation) {
    return explanation.findings().stream().map(Finding::gate).toList();
  }
}
