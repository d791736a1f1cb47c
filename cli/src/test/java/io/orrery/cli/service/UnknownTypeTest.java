package io.orrery.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.Handler;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobState;
import io.orrery.Task;
import io.orrery.client.JobHandle;
import io.orrery.client.JobStillOpen;
import io.orrery.client.OrreryClient;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.orrery.store.TestDatabase;
import io.orrery.worker.Worker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Client, coordinator and workers together, and nobody who rings by hand. */
class UnknownTypeTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.create();
  private final OrreryConfig config = database.config().set(ConfigKey.RELAY_FIRST, "200ms").build();
  private final Coordinator coordinator = Coordinator.start(config);
  private final OrreryClient client = OrreryClient.connect(config);

  @AfterEach
  void closeAll() {
    client.close();
    coordinator.close();
    database.close();
  }

  @Test
  void aJobOfATypeThatNoWorkerKnowsWaitsVisiblyAndRunsOnceOneDoes() throws Exception {
    try (Worker stranger = start(new Known())) {
      JobHandle<Void> unknown = client.enqueue(Unknown.class, new Nothing());
      client.enqueue(Known.class, new Nothing()).await(SOON);

      assertThatThrownBy(() -> unknown.await(Duration.ofMillis(50)))
          .isInstanceOf(JobStillOpen.class)
          .hasMessageContaining("no live worker of queue \"default\" runs type \"unknown\"");
      try (Worker newcomer = start(new Unknown())) {
        unknown.await(SOON);
        assertThat(newcomer.id()).isNotEqualTo(stranger.id());
      }

      assertThat(unknown.status().state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(unknown.status().attempts()).isOne();
    }
  }

  private Worker start(Handler<?, ?> handler) {
    return Worker.builder(config).handler(handler).start();
  }

  record Nothing() {}

  @JobHandler(type = "known")
  static final class Known implements Task<Nothing> {
    @Override
    public void run(Nothing nothing, JobContext job) {}
  }

  @JobHandler(type = "unknown")
  static final class Unknown implements Task<Nothing> {
    @Override
    public void run(Nothing nothing, JobContext job) {}
  }
}
