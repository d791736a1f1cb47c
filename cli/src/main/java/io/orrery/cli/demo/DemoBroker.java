package io.orrery.cli.demo;

import io.orrery.testing.servers.Servers;
import io.orrery.testing.servers.ServersUnavailable;
import java.util.Optional;

/**
 * The broker that the demo's doorbells take.
 *
 * @param words what it is, and why, where it was not the first choice
 */
record DemoBroker(String uri, String words) {
  private static final String IN_PROCESS = "memory:demo";

  /**
   * Starts it.
   *
   * @param wanted empty: RabbitMQ where it can be had, else the in-process broker
   * @throws ServersUnavailable if RabbitMQ was asked for and can't be had
   */
  static DemoBroker start(Servers servers, Optional<BrokerChoice> wanted) {
    if (wanted.equals(Optional.of(BrokerChoice.memory))) {
      return new DemoBroker(IN_PROCESS, "the in-process broker");
    }
    try {
      return new DemoBroker(servers.rabbitmq().uri().toString(), "RabbitMQ");
    } catch (ServersUnavailable e) {
      if (wanted.isPresent()) {
        throw e;
      }
      return new DemoBroker(IN_PROCESS, forWantOfRabbit(e.problem()));
    }
  }

  private static String forWantOfRabbit(String problem) {
    return """
        the in-process broker, for want of RabbitMQ:
        %s
        To have it: sudo apt-get install rabbitmq-server, or brew install rabbitmq, or start Docker.\
        """
        .formatted(problem);
  }
}
