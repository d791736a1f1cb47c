package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
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
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import io.orrery.worker.Handlers.Text;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** PostgreSQL is killed under running jobs, and comes back. */
class StoreOutageTest {
  private static final int JOBS = 20;

  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger started = new AtomicInteger();

  @Test
  void whatEndedMeanwhileIsRecordedOnceItIsBackAndNothingRunsTwice() {
    try (Servers servers = Servers.open();
        TestDatabase database = TestDatabase.create(servers.postgres())) {
      PostgresServer postgres = servers.postgres();
      OrreryConfig config = WorkerTest.configure(database.config());
      try (Broker broker = Brokers.connect(config.broker(), "test", new BrokerEvents() {});
          Worker worker = startWorker(config)) {
        enqueueAll(database, broker);
        WorkerTest.soon().until(() -> started.get() == JOBS);

        postgres.kill();
        mayEnd.countDown();
        postgres.restart();

        WorkerTest.soon().untilAsserted(() -> assertThat(succeeded(database)).isEqualTo(JOBS));
        assertThat(started).hasValue(JOBS);
        assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
        assertThat(worker.id()).isNotNull();
      }
    }
  }

  private Worker startWorker(OrreryConfig config) {
    return Worker.builder(config)
        .queue("default", JOBS)
        .handler(
            plain(
                (text, job) -> {
                  started.incrementAndGet();
                  mayEnd.await();
                  return text;
                }))
        .start();
  }

  private static void enqueueAll(TestDatabase database, Broker broker) {
    byte[] arguments = new Codec(CodecLimits.DEFAULT).encode(new Text("hello"), "arguments");
    EnqueueOptions options = EnqueueOptions.of(PLAIN);
    List<NewJob> jobs =
        IntStream.range(0, JOBS)
            .mapToObj(i -> new NewJob(JobId.next(), PLAIN.name(), options, arguments))
            .toList();
    try (PostgresStore store = database.open()) {
      store.inserts().insert(jobs);
    }
    broker.ring(new Doorbell(options.queue(), 5, jobs.stream().map(NewJob::id).toList()));
  }

  private static long succeeded(TestDatabase database) {
    return database.number("SELECT count(*) FROM orrery.job WHERE state = 'SUCCEEDED'");
  }
}
