package io.orrery.client;

import static io.orrery.client.ClientTest.MAIL;
import static io.orrery.client.ClientTest.SOON;
import static io.orrery.client.ClientTest.TO_ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.client.ClientTest.Receipt;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL dies and comes back. */
class OutageTest {
  private final Servers servers = Servers.open();
  private final PostgresServer postgres = servers.postgres();
  private final TestDatabase database = TestDatabase.create(postgres);
  private final OrreryClient client = OrreryClient.connect(database.config().build());

  @AfterEach
  void closeAll() {
    client.close();
    servers.close();
  }

  @Test
  void aWaitRidesItOut() throws Exception {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    FutureTask<Receipt> awaited = new FutureTask<>(() -> sent.await(SOON));
    Thread.ofVirtual().start(awaited);

    postgres.kill();
    assertThatThrownBy(() -> sent.await(Duration.ofMillis(100)))
        .isInstanceOf(JobStillOpen.class)
        .hasMessageContaining("can't be read just now");
    postgres.restart();
    try (StandInWorker worker = new StandInWorker(database)) {
      worker.succeed(sent.id(), new Receipt("m-1"));
    }

    assertThat(awaited.get()).isEqualTo(new Receipt("m-1"));
  }

  @Test
  void anEnqueueUnderWayIsWrittenWhenItIsBack() throws Exception {
    postgres.kill();
    FutureTask<JobHandle<Receipt>> sending = new FutureTask<>(() -> client.enqueue(MAIL, TO_ANN));
    Thread.ofVirtual().start(sending);

    postgres.restart();

    String id = sending.get().id().toString();
    assertThat(database.column("SELECT id FROM orrery.job")).containsExactly(id);
  }
}
