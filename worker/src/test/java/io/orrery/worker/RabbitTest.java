package io.orrery.worker;

import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Doorbell;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.OrreryConfig;
import io.orrery.store.NewJob;
import io.orrery.store.PostgresStore;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.RabbitServer;
import io.orrery.testing.servers.Servers;
import io.orrery.worker.Handlers.Text;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worker with the broker that it is made for. */
class RabbitTest {
  private static final int SLOTS = 8;

  private final Servers servers = Servers.open();
  private final RabbitServer rabbit = servers.rabbitmq();
  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private final OrreryConfig config =
      WorkerTest.configure(database.config().broker(rabbit.uri().toString()));
  private final Broker broker = Brokers.connect(config.broker(), "test", new BrokerEvents() {});
  private final JobType<Text, Text> type =
      JobType.of("plain", Text.class, Text.class).withQueue("q-" + UUID.randomUUID());
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void closeAll() {
    broker.close();
    store.close();
    database.close();
    servers.close();
  }

  @Test
  void jobsRunThroughALossOfAllThatTheBrokerHeld() {
    try (Worker worker = start()) {
      ring(insert(500));
      WorkerTest.soon().until(() -> count("SUCCEEDED") > 0);

      rabbit.wipe();
      // What the coordinator's relay does.
      WorkerTest.soon().until(broker::available);
      ring(
          database.column("SELECT id FROM orrery.job WHERE state = 'PENDING'").stream()
              .map(JobId::parse)
              .toList());

      WorkerTest.soon().untilAsserted(() -> assertThat(count("SUCCEEDED")).isEqualTo(500));
      assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
      assertThat(worker.id()).isNotNull();
    }
  }

  @Test
  void aDrainLeavesWaitingDoorbellsToOthers() {
    Worker first = startWaiting();
    ring(insert(SLOTS));
    WorkerTest.soon().until(() -> count("RUNNING") == SLOTS);
    ring(insert(20));

    first.close();
    try (Worker second = start()) {
      WorkerTest.soon().untilAsserted(() -> assertThat(count("SUCCEEDED")).isEqualTo(SLOTS + 20));
      assertThat(database.number("SELECT max(failures) FROM orrery.job")).isZero();
      assertThat(second.id()).isNotEqualTo(first.id());
    }
  }

  private Worker start() {
    return Worker.builder(config)
        .queue(type.queue().value(), SLOTS)
        .handler(plain((text, job) -> text))
        .start();
  }

  private Worker startWaiting() {
    return Worker.builder(config)
        .queue(type.queue().value(), SLOTS)
        .handler(
            plain(
                (text, job) -> {
                  mayEnd.await();
                  return text;
                }))
        .start();
  }

  private List<JobId> insert(int count) {
    byte[] arguments = new Codec(CodecLimits.DEFAULT).encode(new Text("hello"), "arguments");
    List<NewJob> jobs =
        IntStream.range(0, count)
            .mapToObj(
                i -> new NewJob(JobId.next(), type.name(), EnqueueOptions.of(type), arguments))
            .toList();
    store.inserts().insert(jobs);
    return jobs.stream().map(NewJob::id).toList();
  }

  private void ring(List<JobId> jobs) {
    WorkerTest.soon().until(broker::available);
    for (int i = 0; i < jobs.size(); i += 10) {
      List<JobId> some = jobs.subList(i, Math.min(i + 10, jobs.size()));
      broker.ring(new Doorbell(type.queue(), 5, some));
    }
  }

  private long count(String state) {
    return database.number("SELECT count(*) FROM orrery.job WHERE state = '" + state + "'");
  }
}
