package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.BrokerRefused;
import io.orrery.broker.Brokers;
import io.orrery.broker.DeadNotice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who is let in, what is declared there, and what is left behind. */
class ConnectTest {
  private static final BrokerEvents SILENT = new BrokerEvents() {};

  private final URI uri = OwnRabbit.SERVER.uri();

  @Test
  void aWrongPasswordIsRefusedAndNotRepeatedInTheMessage() {
    URI wrong = URI.create("amqp://stranger:hunter2@" + uri.getHost() + ":" + uri.getPort());

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
  void connectionsCarryTheProcessesNameAndClosingLeavesNothing() {
    Broker broker = Brokers.connect(uri, "billing-7", SILENT);
    broker.onHint(hint -> {});
    await().atMost(Ringer.SOON).until(() -> clients().contains("billing-7 consume"));
    assertThat(clients()).contains("billing-7 publish");

    broker.close();

    assertThat(clients()).doesNotContain("billing-7");
    await().atMost(Ringer.SOON).until(() -> threads("orrery-rabbitmq-publish") == 0);
    await().atMost(Ringer.SOON).until(() -> threads("orrery-rabbitmq-consume") == 0);
    await().atMost(Ringer.SOON).until(() -> threads("orrery-rabbitmq-sweep") == 0);
  }

  @Test
  void aProcessThatOnlyRingsHasOneConnection() {
    try (Ringer ringer = new Ringer()) {
      ringer.ring();

      await().atMost(Ringer.SOON).until(() -> clients().contains("test publish"));
      assertThat(clients()).doesNotContain("test consume");
    }
  }

  @Test
  void aMessageThatIsNoDoorbellIsDroppedAndCounted() {
    try (Ringer ringer = new Ringer().subscribed()) {
      ringer.awaitWorking();

      OwnRabbit.publish(ringer.queue, "no doorbell".getBytes(StandardCharsets.UTF_8));

      await().atMost(Ringer.SOON).until(() -> ringer.tally.malformed() == 1);
      ringer.awaitWorking();
      assertThat(ringer.broker.depth(ringer.queue)).isZero();
    }
  }

  @Test
  void theDeadLetterQueueIsDurableAndDropsItsOldestPastAHundredThousand() {
    try (Ringer ringer = new Ringer()) {
      ringer.broker.notifyDead(
          new DeadNotice(JobId.next(), "send-email", ringer.queue, "retries used up"));

      await().atMost(Ringer.SOON).until(() -> queues().contains("orrery.dead.v1\ttrue"));
      assertThat(queues()).contains("\"x-max-length\",100000").contains("\"drop-head\"");
    }
  }

  private static String queues() {
    return OwnRabbit.SERVER.runRabbitmqctl("list_queues", "name", "durable", "arguments");
  }

  private static String clients() {
    return OwnRabbit.SERVER.runRabbitmqctl("list_connections", "client_properties");
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }
}
