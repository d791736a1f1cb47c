package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.BrokerRefused;
import io.orrery.broker.BrokerUnavailable;
import io.orrery.broker.Brokers;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.broker.Subscription;
import io.orrery.broker.contract.Tally;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        .withMessageContaining("can't be taken apart");
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

  @Test
  void aQueueThatSomebodyConsumesExclusivelyIsUnavailableUntilItIsLetGo() {
    try (Ringer ringer = new Ringer()) {
      OwnRabbit.meddle(
          channel -> {
            String queue = Topology.jobs(ringer.queue);
            channel.queueDeclare(queue, true, false, false, Topology.JOBS_ARGUMENTS);
            channel.basicConsume(
                queue, true, "", false, true, Map.of(), (tag, message) -> {}, tag -> {});
            Subscription refused = ringer.subscribed().subscription();
            return await().atMost(Ringer.SOON).until(refused::available, available -> !available);
          });

      assertThat(ringer.broker.available()).as("other queues are served").isTrue();
      awaitServedAgain(ringer.subscription(), ringer.tally);
      ringer.awaitWorking();
    }
  }

  @Test
  void aQueueThatMayNotBeMadeIsUnavailableAndItsDepthUnknownUntilItMay() {
    Tally tally = new Tally();
    QueueName queue = new QueueName("late-" + UUID.randomUUID());
    makeUser("late", "^amq.default$");
    try (RabbitBroker broker =
        RabbitBroker.connect(as("late", "late"), "test", OwnRabbit.IMPATIENT, tally)) {
      Subscription subscription = broker.subscribe(queue, 1, Delivery::ack);
      await().atMost(Ringer.SOON).until(() -> !subscription.available());
      broker.ring(new Doorbell(queue, 5, List.of(JobId.next())));
      await().atMost(Ringer.SOON).until(() -> tally.dropped() == 1);
      assertThatExceptionOfType(BrokerUnavailable.class)
          .isThrownBy(() -> broker.depth(queue))
          .withMessageContaining("refused for user 'late'");
      assertThat(tally.lost()).isZero();

      permit("late", "^(orrery\\..*|amq.default)$");

      awaitServedAgain(subscription, tally);
      assertThat(broker.depth(queue)).isZero();
    }
  }

  @Test
  void whatMayNotBeRungIsTriedAgainAndThenCountsAsLost() {
    Tally tally = new Tally();
    Doorbell doorbell =
        new Doorbell(new QueueName("silent-" + UUID.randomUUID()), 5, List.of(JobId.next()));
    makeUser("silent", "^amq.default$");
    try (RabbitBroker broker =
        RabbitBroker.connect(as("silent", "silent"), "test", OwnRabbit.IMPATIENT, tally)) {
      broker.ring(doorbell);
      await().atMost(Ringer.SOON).until(() -> tally.dropped() == 1);
      permit("silent", "^(orrery\\..*|amq.default)$");

      await()
          .atMost(Ringer.SOON)
          .until(
              () -> {
                broker.ring(doorbell);
                return broker.depth(doorbell.queue()) > 0;
              });

      assertThat(tally.lost()).isEqualTo(1);
    }
  }

  @Test
  void aQueueWithOtherArgumentsIsUsedAsItIs() {
    try (Ringer ringer = new Ringer()) {
      OwnRabbit.meddle(
          channel ->
              channel.queueDeclare(
                  Topology.jobs(ringer.queue), true, false, false, Map.of("x-max-priority", 3)));

      ringer.subscribed().awaitWorking();

      assertThat(ringer.subscription().available()).isTrue();
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

  /** What was rung meanwhile may be gone. */
  private static void awaitServedAgain(Subscription subscription, Tally tally) {
    await().atMost(Ringer.SOON).until(() -> subscription.available() && tally.lost() == 1);
  }

  private static void makeUser(String name, String permitted) {
    OwnRabbit.SERVER.runRabbitmqctl("add_user", name, name);
    permit(name, permitted);
  }

  private static void permit(String name, String permitted) {
    OwnRabbit.SERVER.runRabbitmqctl("set_permissions", name, permitted, permitted, permitted);
  }

  private URI as(String user, String password) {
    return URI.create(
        "amqp://" + user + ":" + password + "@" + uri.getHost() + ":" + uri.getPort() + "/%2F");
  }
}
