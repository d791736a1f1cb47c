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
   * Looks whether a URI says all that a connection needs, and opens nothing.
   *
   * @throws IllegalArgumentException if not, with a few words on what is wrong; they must not
   *     repeat the URI, which may hold a password
   */
  void check(URI uri);

  /**
   * Connects. Where the broker can't be reached, returns all the same and goes on trying.
   *
   * @param processName shown to whoever looks at the broker's connections
   * @throws BrokerRefused if the broker answers no for good
   * @throws IllegalArgumentException if the URI is malformed
   */
  Broker connect(URI uri, String processName, BrokerEvents events);
}
