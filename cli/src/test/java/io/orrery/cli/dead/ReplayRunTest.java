package io.orrery.cli.dead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.client.BulkOptions;
import io.orrery.client.BulkOutcome;
import io.orrery.client.DeadLetters;
import io.orrery.client.JobHandle;
import io.orrery.client.OrreryClient;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.orrery.dead.DeadFilter;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.Servers;
import io.orrery.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dead letters are replayed while PostgreSQL, RabbitMQ, a worker and a coordinator run. */
class ReplayRunTest {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final DeadFilter MENDED =
      DeadFilter.ALL.type("mended").error("java.io.IOException");

  private final Servers servers = Servers.open();
  private final TestDatabase database = TestDatabase.create(servers.postgres());
  private final OrreryConfig config =
      database.config().broker(servers.rabbitmq().uri().toString()).build();
  private final Mended handler = new Mended();
  private final Coordinator coordinator = Coordinator.start(config);
  private final Worker worker =
      Worker.builder(config).queue("default", 50).handler(handler).start();
  private final OrreryClient client = OrreryClient.connect(config);
  private final DeadLetters letters = client.deadLetters().as(new Actor("ann@desk"));

  @AfterEach
  void stopAll() {
    client.close();
    worker.close();
    coordinator.close();
    servers.close();
  }

  @Test
  void tenThousandDeadLettersRunOnceMoreAndSucceed() {
    List<JobId> ids = die(10_000);
    handler.mended = true;

    BulkOutcome outcome = letters.replay(MENDED, BulkOptions.DEFAULT.rate(BulkOptions.FASTEST));

    assertThat(outcome).isEqualTo(new BulkOutcome(10_000, 0, 0, 0, true));
    awaitJobs("SUCCEEDED", 10_000);
    assertThat(handler.runs).hasSize(10_000).containsOnlyKeys(ids);
    assertThat(handler.runs.values()).containsOnly(2);
    assertThat(replays()).isEqualTo(10_000);
  }

  @Test
  void whatDiesAgainIsNotReplayedAgain() {
    die(1_000);

    BulkOutcome outcome = letters.replay(MENDED, BulkOptions.DEFAULT);

    assertThat(outcome).isEqualTo(new BulkOutcome(1_000, 0, 0, 0, true));
    awaitJobs("DEAD", 1_000);
    assertThat(handler.runs.values()).containsOnly(2);
    assertThat(replays()).isEqualTo(1_000);
    assertThat(database.number("SELECT count(*) FROM orrery.audit")).isEqualTo(1_000);
  }

  private List<JobId> die(int count) {
    List<JobId> ids =
        client
            .enqueueAll(
                Mended.class, IntStream.range(0, count).mapToObj(Mended.Order::new).toList())
            .stream()
            .map(JobHandle::id)
            .toList();
    awaitJobs("DEAD", count);
    return ids;
  }

  private void awaitJobs(String state, int count) {
    await()
        .atMost(SOON)
        .until(
            () ->
                database.number("SELECT count(*) FROM orrery.job WHERE state = '" + state + "'")
                    == count);
  }

  private long replays() {
    return database.number(
        "SELECT count(*) FROM orrery.job_audit WHERE old_state = 'DEAD' AND new_state = 'PENDING'");
  }
}
