package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobType;
import io.orrery.QueueName;
import io.orrery.Task;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.client.OrreryClient;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.Servers;
import io.orrery.worker.Worker;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue is steered from a client, with all that takes part: coordinator, worker, servers. */
class QueueSteeringTest {
  private static final int JOBS = 200;

  /** A safety net on a busy machine; far less than the ten minutes that rings are put off here. */
  private static final Duration SOON = Duration.ofSeconds(90);

  private record Mail(String to) {}

  @JobHandler(type = "send-email")
  private static final class SendEmail implements Task<Mail> {
    @Override
    public void run(Mail mail, JobContext job) {}
  }

  private final TestDatabase database = TestDatabase.create();
  private final OrreryConfig config =
      database
          .config()
          .broker(Servers.shared().rabbitmq().uri().toString())
          .set(ConfigKey.RELAY_POLL, "100ms")
          .set(ConfigKey.RELAY_FIRST, "1s")
          .build();
  private final QueueName queue = new QueueName("email-" + UUID.randomUUID());
  private final QueueName beside = new QueueName("beside-" + UUID.randomUUID());
  private final JobType<Mail, Void> type =
      JobType.of("send-email", Mail.class, Void.class).withQueue(queue.value());
  private final Broker broker = Brokers.connect(config.broker(), "test", new BrokerEvents() {});
  private final OrreryClient client = OrreryClient.connect(config);
  private final Coordinator coordinator = Coordinator.start(config);
  private Worker worker;

  @BeforeEach
  void startWorker() {
    worker =
        Worker.builder(config)
            .queue(queue.value(), 4)
            .queue(beside.value(), 4)
            .handler(new SendEmail())
            .start();
  }

  @AfterEach
  void closeAll() {
    worker.close();
    coordinator.close();
    client.close();
    broker.close();
    database.close();
  }

  @Test
  void aPausedQueueKeepsItsDoorbellsAndGetsNoOthersHoweverOftenTheRelayLooks() {
    client.queues().pause(queue.value());
    client.enqueueAll(type, Collections.nCopies(JOBS, new Mail("ann@example.org")));

    // Each is found by the relay alone, so that it has looked again in between.
    for (int i = 1; i <= 3; i++) {
      insertUnrung(beside, 1, 0, "now");
      awaitSucceeded(beside, i);
    }
    await().atMost(SOON).until(() -> broker.depth(queue) > 0);
    assertThat(succeeded(queue)).isZero();
    assertThat(database.number("SELECT sum(rings) FROM orrery.job WHERE queue = '" + queue + "'"))
        .isZero();
    client.queues().resume(queue.value());

    awaitSucceeded(queue, JOBS);
    assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
  }

  @Test
  void whatWasPutOffForMinutesAndLostByTheBrokerStartsSoonAfterTheResume() {
    client.queues().pause(queue.value());
    insertUnrung(queue, JOBS, 8, "10 min");

    client.queues().resume(queue.value());

    awaitSucceeded(queue, JOBS);
    assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
  }

  /** Jobs whose doorbells were lost. */
  private void insertUnrung(QueueName to, int count, int rings, String nextRing) {
    database.execute(
        """
        INSERT INTO orrery.job (id, created_at, state, ring_order, relay_at, rings, queue, type, priority, max_retries, arguments)
        SELECT gen_random_uuid(), orrery.clock(), 'PENDING', nextval('orrery.ring_order'), orrery.clock() + interval '%s', %d,
               '%s', 'send-email', 5, 5, decode('81a2746fa3616e6e', 'hex')
        FROM generate_series(1, %d)
        """
            .formatted(nextRing.equals("now") ? "0" : nextRing, rings, to, count));
  }

  private void awaitSucceeded(QueueName of, int count) {
    await().atMost(SOON).untilAsserted(() -> assertThat(succeeded(of)).isEqualTo(count));
  }

  private long succeeded(QueueName of) {
    return database.number(
        "SELECT count(*) FROM orrery.job WHERE state = 'SUCCEEDED' AND queue = '" + of + "'");
  }
}
