package io.orrery.broker;

import java.net.URI;
import java.util.Set;

/**
 * Makes brokers for URIs of some schemes. Found through {@link java.util.ServiceLoader}; see {@link
 * Brokers}.
 */
public interface BrokerProvider {
  /** Lower-case URI schemes, as in {@code amqp}. */
  Set<String> schemes();

  /**
   * Connects. Where the broker can't be reached, returns all the same and goes on trying.
   *
   * @param processName shown to whoever looks at the broker's connections
   * @throws BrokerRefused if the broker answers no for good
   * @throws IllegalArgumentException if the URI is malformed
   */
  Broker connect(URI uri, String processName, BrokerEvents events);
}
