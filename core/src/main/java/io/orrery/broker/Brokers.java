package io.orrery.broker;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Finds the adapter for a URI on the class path. */
public final class Brokers {
  private Brokers() {}

  /**
   * Looks whether an adapter on the class path can read a URI, and opens nothing. Where there is no
   * adapter at all nobody can tell, and any will do: a program may read its configuration without
   * ever meeting a broker.
   *
   * @throws IllegalArgumentException if none can, with a few words on what is wrong; the URI, which
   *     may hold a password, is not in them
   */
  public static void check(URI uri) {
    Set<String> known = schemes();
    if (!known.isEmpty()) {
      provider(uri).orElseThrow(() -> unknown(uri, known)).check(uri);
    }
  }

  /**
   * Connects to the broker that a URI names, through whichever adapter knows its scheme.
   *
   * @throws IllegalArgumentException if no adapter on the class path knows the scheme
   * @throws BrokerRefused if the broker answers no for good
   */
  public static Broker connect(URI uri, String processName, BrokerEvents events) {
    return provider(uri)
        .orElseThrow(() -> unknown(uri, schemes()))
        .connect(uri, processName, events);
  }

  private static Optional<BrokerProvider> provider(URI uri) {
    return ServiceLoader.load(BrokerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.schemes().contains(scheme(uri)))
        .findFirst();
  }

  private static Set<String> schemes() {
    Set<String> schemes = new TreeSet<>();
    ServiceLoader.load(BrokerProvider.class)
        .forEach(provider -> schemes.addAll(provider.schemes()));
    return schemes;
  }

  private static String scheme(URI uri) {
    return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static IllegalArgumentException unknown(URI uri, Set<String> known) {
    return new IllegalArgumentException(
        "no broker adapter on the class path knows the scheme \"%s\", only %s; add orrery-broker-rabbitmq for amqp and amqps"
            .formatted(scheme(uri), known));
  }
}
