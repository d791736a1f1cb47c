package io.orrery.coordinator;

import io.orrery.broker.Broker;
import io.orrery.broker.Brokers;
import io.orrery.config.OrreryConfig;
import io.orrery.lock.LeaderLock;
import io.orrery.metrics.BrokerMeters;
import io.orrery.metrics.MeteredBroker;
import io.orrery.metrics.MeteredCalls;
import io.orrery.store.PostgresStore;
import io.orrery.store.StoreSettings;
import io.prometheus.client.CollectorRegistry;

/**
 * What a coordinator holds open.
 *
 * @param electing one connection, so that an election never waits behind a duty
 * @param working the rest of its connections
 */
record Resources(
    PostgresStore electing,
    PostgresStore working,
    Broker broker,
    BrokerLosses losses,
    LeaderLock lock)
    implements AutoCloseable {
  private static final String NAME = "orrery-coordinator";

  /** Opens all, or leaves nothing open but the lock, which the caller opened. */
  static Resources open(OrreryConfig config, LeaderLock lock, CollectorRegistry registry) {
    MeteredCalls calls = new MeteredCalls(registry);
    PostgresStore electing = PostgresStore.open(settings(config, 1), calls);
    try {
      int rest = config.coordinator().connections() - 1;
      PostgresStore working = PostgresStore.open(settings(config, rest), calls);
      try {
        BrokerMeters meters = new BrokerMeters(registry);
        BrokerLosses losses = new BrokerLosses(meters);
        Broker broker = Brokers.connect(config.broker(), NAME, losses);
        return new Resources(electing, working, new MeteredBroker(broker, meters), losses, lock);
      } catch (RuntimeException e) {
        working.close();
        throw e;
      }
    } catch (RuntimeException e) {
      electing.close();
      throw e;
    }
  }

  private static StoreSettings settings(OrreryConfig config, int connections) {
    return StoreSettings.ofCoordinator(config, NAME, connections);
  }

  @Override
  public void close() {
    lock.close();
    broker.close();
    working.close();
    electing.close();
  }
}
