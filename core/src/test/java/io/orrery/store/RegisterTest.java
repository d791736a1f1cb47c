package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that were rung for, while a worker that is gone now served them, wait long for the next. */
class RegisterTest extends StoreTest {
  private static final List<String> NEW = List.of("resize-image");

  private JobId waiting;

  @BeforeEach
  void putOff() {
    waiting = pending(1).getFirst();
    database.execute(
        "UPDATE orrery.job SET type = 'resize-image', rings = 3, relay_at = orrery.clock() + interval '10 min'");
  }

  @Test
  void jobsOfATypeThatNobodyServedAreDueToBeRungAtOnce() {
    register("default", NEW);

    assertThat(due()).containsExactly(waiting.toString());
  }

  @Test
  void jobsThatOthersServeOrThatItDoesNotServeStayPutOff() {
    register("default", List.of("another-type"));
    register("another-queue", NEW);
    assertThat(due()).isEmpty();

    database.execute(
        "UPDATE orrery.worker SET types = '{resize-image}' WHERE id = '" + worker + "'");
    register("default", NEW);
    assertThat(due()).isEmpty();
  }

  private void register(String queue, List<String> types) {
    runs.register(new WorkerRow(UUID.randomUUID(), "new", Map.of(queue, 10), types), LEASE);
  }

  private List<String> due() {
    return database.column(
        "SELECT id FROM orrery.job WHERE relay_at <= orrery.clock() AND rings = 0");
  }
}
