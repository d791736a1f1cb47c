package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.DeadNotice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a process shows of itself, declares, drops, and leaves behind. */
class ConnectTest {
  private static final BrokerEvents SILENT = new BrokerEvents() {};

  private final URI uri = OwnRabbit.SERVER.uri();

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
