package io.orrery.worker;

import io.orrery.testing.servers.RabbitServer;
import io.orrery.testing.servers.Servers;

/** The RabbitMQ of those tests of this module that do it harm and heal it again. */
final class OwnRabbit {
  /** Ends with the JVM. */
  static final RabbitServer SERVER = Servers.open().rabbitmq();

  private OwnRabbit() {}
}
