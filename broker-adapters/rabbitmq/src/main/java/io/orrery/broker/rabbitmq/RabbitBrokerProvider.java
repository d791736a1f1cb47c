package io.orrery.broker.rabbitmq;

import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.BrokerProvider;
import java.net.URI;
import java.util.Set;

/**
 * Connects to {@code amqp://user:password@host:port/vhost}, and with TLS to {@code amqps://…}: the
 * server's certificate must be of a trusted authority and name the host. The authorities are the
 * JVM's, or those of {@code -Djavax.net.ssl.trustStore}.
 */
public final class RabbitBrokerProvider implements BrokerProvider {
  @Override
  public Set<String> schemes() {
    return Set.of("amqp", "amqps");
  }

  @Override
  public void check(URI uri) {
    AmqpUri.check(uri);
  }

  @Override
  public Broker connect(URI uri, String processName, BrokerEvents events) {
    return RabbitBroker.connect(uri, processName, RabbitSettings.DEFAULT, events);
  }
}
