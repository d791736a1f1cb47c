package io.orrery.testing.servers;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * A RabbitMQ that answers at an endpoint, however it is run.
 *
 * @param rabbitmqctl runs {@code rabbitmqctl} with these arguments and returns what it printed
 */
record Rabbit(Server process, Endpoint endpoint, Function<List<String>, String> rabbitmqctl)
    implements RabbitServer, DelegatingServer {
  // AMQP 0-9-1, section 2.2.4: the client speaks first; a server that takes it sends the method
  // frame connection.start.
  private static final byte[] PROTOCOL_HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
  private static final int METHOD_FRAME = 1;

  /**
   * Returns the URI with the default virtual host, so that {@code rabbitmqctl} needs no option to
   * meet it.
   */
  @Override
  public URI uri() {
    return endpoint.uri("amqp", "/%2F");
  }

  @Override
  public String runRabbitmqctl(String... arguments) {
    return rabbitmqctl.apply(List.of(arguments));
  }

  /**
   * Returns when the server takes AMQP connections, which it does once its user is there; throws
   * while it doesn't.
   */
  static void probe(Endpoint endpoint) throws IOException {
    try (Socket socket = endpoint.connect()) {
      socket.getOutputStream().write(PROTOCOL_HEADER);
      int answer = socket.getInputStream().read();
      if (answer != METHOD_FRAME) {
        throw new EOFException("RabbitMQ answered " + answer + " to the protocol header");
      }
    }
  }
}
