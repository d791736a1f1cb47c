package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.orrery.QueueName;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.DeadNoticeFormat;
import io.orrery.testing.servers.RabbitServer;
import io.orrery.testing.servers.Servers;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The RabbitMQ of this module's tests, to be killed, frozen and meddled with at will. */
final class OwnRabbit {
  /** Ends with the JVM. */
  static final RabbitServer SERVER = Servers.open().rabbitmq();

  /** As in production, but quicker to despair. */
  static final RabbitSettings IMPATIENT =
      new RabbitSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          10_000,
          Duration.ofSeconds(2));

  private OwnRabbit() {}

  static RabbitBroker connect(BrokerEvents events) {
    return RabbitBroker.connect(SERVER.uri(), "test", IMPATIENT, events);
  }

  /** Stops the broker in good order and starts it again, within its process: kept quick. */
  static void restart() {
    SERVER.runRabbitmqctl("eval", "rabbit:stop(), rabbit:start().");
  }

  static void deleteQueue(QueueName queue) {
    meddle(channel -> channel.queueDelete(Topology.jobs(queue)));
  }

  /** Puts bytes on a queue that no Orrery process would. */
  static void publish(QueueName queue, byte[] body) {
    meddle(
        channel -> {
          channel.basicPublish("", Topology.jobs(queue), new AMQP.BasicProperties(), body);
          return channel.queueDeclarePassive(Topology.jobs(queue));
        });
  }

  static List<DeadNotice> takeDeadNotices() {
    List<DeadNotice> notices = new ArrayList<>();
    meddle(
        channel -> {
          channel.queueDeclare(Topology.DEAD, true, false, false, Topology.DEAD_ARGUMENTS);
          for (GetResponse next = channel.basicGet(Topology.DEAD, true);
              next != null;
              next = channel.basicGet(Topology.DEAD, true)) {
            notices.add(DeadNoticeFormat.decode(next.getBody()));
          }
          return notices;
        });
    return notices;
  }

  interface Meddling {
    Object with(Channel channel) throws IOException;
  }

  /** Acts on the broker as a stranger does, on a plain connection. */
  static void meddle(Meddling meddling) {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(SERVER.uri());
      try (Connection connection = factory.newConnection("meddler");
          Channel channel = connection.createChannel()) {
        meddling.with(channel);
      }
    } catch (IOException | TimeoutException | GeneralSecurityException e) {
      throw new AssertionError("meddle with RabbitMQ", e);
    }
  }
}
