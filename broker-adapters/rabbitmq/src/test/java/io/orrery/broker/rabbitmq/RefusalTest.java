package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.BrokerRefused;
import io.orrery.broker.Brokers;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.broker.contract.Tally;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where RabbitMQ says no, or is not who it should be. */
class RefusalTest {
  private static final BrokerEvents SILENT = new BrokerEvents() {};

  private final URI uri = OwnRabbit.SERVER.uri();

  @Test
  void aWrongPasswordIsRefusedAndNotRepeatedInTheMessage() {
    URI wrong = as("stranger", "hunter2");

    assertThatExceptionOfType(BrokerRefused.class)
        .isThrownBy(() -> Brokers.connect(wrong, "test", SILENT))
        .withMessageContaining(uri.getHost() + ":" + uri.getPort())
        .withMessageNotContaining("hunter2");
  }

  @Test
  void anUnknownVirtualHostIsRefused() {
    URI nowhere = uri.resolve("/nowhere");

    assertThatExceptionOfType(BrokerRefused.class)
        .isThrownBy(() -> Brokers.connect(nowhere, "test", SILENT))
        .withMessageContaining("nowhere");
  }

  @Test
  void aUriWithoutAHostIsAnErrorAndNotTheLocalHost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Brokers.connect(URI.create("amqp:rabbit"), "test", SILENT))
        .withMessageContaining("amqp://user:password@host:port/vhost");
  }

  @Test
  void aServerWithACertificateOfNobodyTrustedIsRefused(@TempDir Path folder) throws Exception {
    try (SelfSignedServer stranger = new SelfSignedServer(folder)) {
      URI pretended = URI.create("amqps://guest:guest@localhost:" + stranger.port());

      assertThatExceptionOfType(BrokerRefused.class)
          .isThrownBy(() -> Brokers.connect(pretended, "test", SILENT))
          .withMessageContaining("certification path");
    }
  }

  @Test
  void aQueueThatTheUserMayNotReadSilencesNoOther() throws InterruptedException {
    Tally tally = new Tally();
    CountDownLatch heard = new CountDownLatch(1);
    QueueName open = new QueueName("open");
    makeUser("narrow", "^(orrery.jobs.v1.open|amq.default)$");
    try (RabbitBroker broker =
        RabbitBroker.connect(as("narrow", "narrow"), "test", OwnRabbit.IMPATIENT, tally)) {
      broker.subscribe(new QueueName("closed"), 1, Delivery::ack);
      broker.subscribe(open, 1, delivery -> heard.countDown());

      broker.ring(new Doorbell(open, 5, List.of(JobId.next())));

      await().atMost(Ringer.SOON).until(() -> heard.getCount() == 0);
      assertThat(tally.lost()).isZero();
    }
  }

  /** As docs/broker.md says. */
  @Test
  void aUserNeedsNoMorePermissionsThanAreDocumented() {
    makeUser("documented", "^(orrery\\..*|amq\\.(default|gen-.*))$");
    Tally tally = new Tally();
    AtomicInteger hints = new AtomicInteger();
    AtomicInteger doorbells = new AtomicInteger();
    try (RabbitBroker broker =
        RabbitBroker.connect(as("documented", "documented"), "test", OwnRabbit.IMPATIENT, tally)) {
      broker.onHint(hint -> hints.incrementAndGet());
      broker.subscribe(QueueName.DEFAULT, 1, delivery -> doorbells.incrementAndGet());

      broker.ring(new Doorbell(QueueName.DEFAULT, 5, List.of(JobId.next())));
      await()
          .atMost(Ringer.SOON)
          .until(
              () -> {
                broker.hint(new Hint.Due(1));
                return hints.get() > 0 && doorbells.get() > 0;
              });

      assertThat(tally.dropped()).isZero();
    }
  }

  private static void makeUser(String name, String permitted) {
    OwnRabbit.SERVER.runRabbitmqctl("add_user", name, name);
    OwnRabbit.SERVER.runRabbitmqctl("set_permissions", name, permitted, permitted, permitted);
  }

  private URI as(String user, String password) {
    return URI.create(
        "amqp://" + user + ":" + password + "@" + uri.getHost() + ":" + uri.getPort() + "/%2F");
  }
}
