package io.orrery.broker;

import java.net.URI;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Finds the adapter for a URI on the class path. */
public final class Brokers {
  private Brokers() {}

  /**
   * Connects to the broker that a URI names, through whichever adapter knows its scheme.
   *
   * @throws IllegalArgumentException if no adapter on the class path knows the scheme
   * @throws BrokerRefused if the broker answers no for good
   */
  public static Broker connect(URI uri, String processName, BrokerEvents events) {
    TreeSet<String> known = new TreeSet<>();
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    for (BrokerProvider provider : ServiceLoader.load(BrokerProvider.class)) {
      if (provider.schemes().contains(scheme)) {
        return provider.connect(uri, processName, events);
      }
      known.addAll(provider.schemes());
    }
    throw new IllegalArgumentException(
        "no broker adapter on the class path knows the scheme \""
            + scheme
            + "\"; known: "
            + known
            + ". Add orrery-broker-rabbitmq for amqp and amqps");
  }
}
