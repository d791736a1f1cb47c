package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.QueueName;
import io.orrery.WorkerStatus;
import io.orrery.WorkerStatus.State;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is shown as taking part. */
class RosterTest extends StoreTest {
  @Test
  void aWorkerIsShownWithItsQueuesSlotsTypesAndRunningJobs() {
    Map<String, Integer> queues = new LinkedHashMap<>();
    queues.put("mail", 50);
    queues.put("default", 10);
    UUID id = UUID.randomUUID();
    runs.register(new WorkerRow(id, "host-7", queues, TYPES), LEASE);
    running(3);
    runs.claim(id, pending(2), TYPES);

    WorkerStatus shown = worker(id);

    assertThat(shown.name()).isEqualTo("host-7");
    assertThat(shown.state()).isEqualTo(State.ACTIVE);
    assertThat(shown.queues())
        .containsExactly(Map.entry(new QueueName("mail"), 50), Map.entry(QueueName.DEFAULT, 10));
    assertThat(shown.slots()).isEqualTo(60);
    assertThat(shown.types()).isEqualTo(TYPES);
    assertThat(shown.running()).isEqualTo(2);
    assertThat(worker(worker).running()).isEqualTo(3);
    assertThat(shown.leaseLeft()).isBetween(Duration.ZERO, LEASE);
  }

  @Test
  void whoEndedIsShownForAnHourAndWhoServesForEver() {
    UUID gone = UUID.randomUUID();
    runs.register(new WorkerRow(gone, "gone", Map.of("default", 1), TYPES), LEASE);
    database.execute("UPDATE orrery.worker SET status = 'GONE' WHERE id = '" + gone + "'");

    database.moveClock(Duration.ofMinutes(59));
    assertThat(worker(gone).state()).isEqualTo(State.GONE);
    database.moveClock(Duration.ofMinutes(61));

    assertThat(store.roster().workers()).extracting(WorkerStatus::id).containsExactly(worker);
    assertThat(worker(worker).leaseLeft()).isNegative();
  }

  @Test
  void aWorkerOfAnOlderSchemaIsShownWithoutTheSlotsOfItsQueues() {
    database.execute("UPDATE orrery.worker SET queue_slots = DEFAULT");

    assertThat(worker(worker).queues()).containsExactly(Map.entry(QueueName.DEFAULT, 0));
    assertThat(worker(worker).slots()).isEqualTo(10);
  }

  @Test
  void whoLeadsStandsFirstWithItsEpochUntilItsLeaseIsOver() {
    UUID first = arrive("a");
    UUID second = arrive("b");
    store.leadership().elect(second, Duration.ofSeconds(10));

    assertThat(shown()).containsExactly(second + " 1", first + " -");
    database.moveClock(Duration.ofSeconds(11));

    assertThat(shown()).containsExactly(first + " -", second + " -");
  }

  private UUID arrive(String name) {
    UUID id = UUID.randomUUID();
    store.attendance().arrive(new Attendance.Present(id, name, "redis", true, false));
    return id;
  }

  private List<String> shown() {
    return store.roster().coordinators().stream()
        .map(c -> c.id() + " " + (c.epoch().isPresent() ? c.epoch().getAsLong() : "-"))
        .toList();
  }

  private WorkerStatus worker(UUID id) {
    return store.roster().workers().stream()
        .filter(status -> status.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
