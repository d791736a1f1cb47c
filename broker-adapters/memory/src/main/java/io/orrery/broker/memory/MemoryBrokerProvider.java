package io.orrery.broker.memory;

import io.orrery.Names;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.BrokerProvider;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Connects to {@code memory:NAME}. */
public final class MemoryBrokerProvider implements BrokerProvider {
  /** One server and how many brokers are connected to it. */
  private record Shared(MemoryServer server, int brokers) {}

  /**
   * Static, because strangers meet here by name alone, as they would at a host and port: each looks
   * up its own provider. A name is removed with its last broker.
   */
  private static final Map<String, Shared> SERVERS = new ConcurrentHashMap<>();

  @Override
  public Set<String> schemes() {
    return Set.of("memory");
  }

  @Override
  public void check(URI uri) {
    name(uri);
  }

  @Override
  public Broker connect(URI uri, String processName, BrokerEvents events) {
    String name = name(uri);
    MemoryServer server = SERVERS.compute(name, (n, shared) -> joined(shared)).server();
    events.connected();
    return new MemoryBroker(server, events, () -> leave(name));
  }

  private static String name(URI uri) {
    return Names.check("memory broker", uri.getSchemeSpecificPart());
  }

  /** How many names are in use. */
  static int servers() {
    return SERVERS.size();
  }

  private static Shared joined(Shared shared) {
    return shared == null
        ? new Shared(new MemoryServer(), 1)
        : new Shared(shared.server(), shared.brokers() + 1);
  }

  private static void leave(String name) {
    SERVERS.computeIfPresent(
        name,
        (n, shared) -> {
          if (shared.brokers() > 1) {
            return new Shared(shared.server(), shared.brokers() - 1);
          }
          shared.server().close();
          return null;
        });
  }
}
