package io.orrery.client;

import static io.orrery.client.ClientTest.MAIL;
import static io.orrery.client.ClientTest.SOON;
import static io.orrery.client.ClientTest.TO_ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.client.ClientTest.Receipt;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.RabbitServer;
import io.orrery.testing.servers.Servers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RabbitMQ comes, hangs and goes; enqueue does not care. */
@Timeout(120)
class RabbitTest {
  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(5);

  private final Servers servers = Servers.open();
  private final RabbitServer rabbit = servers.rabbitmq();
  private final TestDatabase database = TestDatabase.create();
  private final String uri = rabbit.uri().toString();

  @AfterEach
  void closeAll() {
    database.close();
    servers.close();
  }

  @Test
  void doorbellsArriveInItsQueue() {
    try (OrreryClient client = connect();
        Ears ears = Ears.on(rabbit.uri())) {
      JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);

      ears.awaitJobs(1);
      assertThat(ears.rung()).containsExactly(sent.id());
    }
  }

  @Test
  void whileItIsAwayJobsAreEnqueuedAllTheSame() {
    rabbit.kill();

    try (OrreryClient client = connect()) {
      List<JobId> written = Crowd.call(500, i -> client.enqueue(MAIL, TO_ANN).id());

      assertThat(database.number("SELECT count(*) FROM orrery.job")).isEqualTo(written.size());
    }
  }

  @Test
  void aFrozenBrokerHoldsNobodyUp() {
    try (OrreryClient client = connect()) {
      rabbit.pause();

      List<Duration> taken = Crowd.call(20_000, i -> timed(() -> client.enqueue(MAIL, TO_ANN)));

      assertThat(database.number("SELECT count(*) FROM orrery.job")).isEqualTo(taken.size());
      // Who waits for a broker waits for its confirm, or for its connection to be given up.
      assertThat(taken.stream().max(Duration::compareTo))
          .hasValueSatisfying(longest -> assertThat(longest).isLessThan(CONFIRM_TIMEOUT));
      rabbit.resume();
    }
  }

  private static Duration timed(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void onceItIsBackDoorbellsRingAgain() {
    try (OrreryClient client = connect();
        Ears ears = Ears.on(rabbit.uri())) {
      rabbit.restart();

      await().atMost(SOON).until(() -> client.enqueue(MAIL, TO_ANN), job -> !ears.rung().isEmpty());
    }
  }

  private OrreryClient connect() {
    return OrreryClient.connect(database.config().broker(uri).build());
  }
}
