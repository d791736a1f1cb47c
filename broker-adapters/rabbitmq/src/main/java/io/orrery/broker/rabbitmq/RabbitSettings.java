package io.orrery.broker.rabbitmq;

import java.time.Duration;

/**
 * How long things may take, and how many may be under way.
 *
 * @param connect for the TCP connection, and again for the handshake
 * @param heartbeat how often each side shows that it lives; two missed ones end a connection
 * @param rpc for an answer to anything that is answered
 * @param confirm for the broker to confirm a message, before its place in the window is given back
 * @param window messages that may be queued or unconfirmed at once; what comes on top is dropped
 * @param silence how long a queue that isn't empty may deliver nothing to a subscription with room
 *     before its connection is thought broken
 */
record RabbitSettings(
    Duration connect,
    Duration heartbeat,
    Duration rpc,
    Duration confirm,
    int window,
    Duration silence) {

  static final RabbitSettings DEFAULT =
      new RabbitSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          10_000,
          Duration.ofSeconds(15));
}
