package io.orrery.client;

import io.orrery.broker.Broker;
import io.orrery.broker.Brokers;
import io.orrery.config.OrreryConfig;
import io.orrery.metrics.BrokerMeters;
import io.orrery.metrics.MeteredBroker;
import io.orrery.store.PostgresStore;
import io.orrery.store.StoreSettings;
import io.prometheus.client.CollectorRegistry;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects a client to its services. */
final class Connecting {
  private static final Logger log = LoggerFactory.getLogger(Connecting.class);
  private static final String PROCESS = "orrery-client";

  private Connecting() {}

  static OrreryClient client(OrreryConfig config, CollectorRegistry registry) {
    Objects.requireNonNull(config, "the configuration is null: try OrreryConfig.fromEnv()");
    Objects.requireNonNull(registry, "the registry is null: leave it out for one of its own");
    BrokerMeters meters = new BrokerMeters(registry);
    // The broker first: it is not waited for, and what is wrong with it for good is told at once.
    Broker broker = new MeteredBroker(Brokers.connect(config.broker(), PROCESS, meters), meters);
    try {
      PostgresStore store =
          PostgresStore.open(
              StoreSettings.of(config, PROCESS, config.client().connections()), registry);
      if (!broker.available()) {
        log.warn(
            "the broker, {}, can't be reached yet: jobs are enqueued all the same, and start later",
            config.broker().getHost());
      }
      return client(config, store, broker);
    } catch (RuntimeException | Error e) {
      broker.close();
      throw e;
    }
  }

  private static OrreryClient client(OrreryConfig config, PostgresStore store, Broker broker) {
    try {
      return DaggerClientComponent.factory().create(config, new Services(store, broker)).client();
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }
}
