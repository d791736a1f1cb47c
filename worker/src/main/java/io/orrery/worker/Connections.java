package io.orrery.worker;

import io.orrery.broker.Broker;
import io.orrery.broker.Brokers;
import io.orrery.config.OrreryConfig;
import io.orrery.metrics.BrokerMeters;
import io.orrery.metrics.MeteredBroker;
import io.orrery.schedule.Schedule;
import io.orrery.store.PostgresStore;
import io.orrery.store.Reports;
import io.orrery.store.Runs;
import io.orrery.store.ScheduleEditor;
import io.orrery.store.StoreSettings;
import io.prometheus.client.CollectorRegistry;
import java.util.function.Predicate;

/**
 * The servers that a worker uses.
 *
 * @param schedules puts one, and says whether that changed anything
 * @param close what ends the connections, after all else has ended
 */
record Connections(
    Runs runs, Reports reports, Predicate<Schedule> schedules, Broker broker, Runnable close) {

  /**
   * Connects to what the configuration names.
   *
   * @param name of this process, for people who look at the servers
   * @param registry where every use of them is metered
   */
  static Connections open(OrreryConfig config, String name, CollectorRegistry registry) {
    StoreSettings settings = StoreSettings.ofWorker(config, name);
    PostgresStore store = PostgresStore.open(settings, registry);
    try {
      BrokerMeters meters = new BrokerMeters(registry);
      Broker broker = new MeteredBroker(Brokers.connect(config.broker(), name, meters), meters);
      return new Connections(
          store.runs(),
          store.reports(),
          new ScheduleEditor(store.schedules())::put,
          broker,
          () -> close(broker, store));
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private static void close(Broker broker, PostgresStore store) {
    try (store) {
      broker.close();
    }
  }
}
