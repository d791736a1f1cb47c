package io.orrery.coordinator;

import io.orrery.broker.Broker;
import io.orrery.broker.Brokers;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.lock.PostgresLock;
import io.orrery.coordinator.lock.RedisLock;
import io.orrery.lock.LeaderLock;
import io.orrery.metrics.BrokerMeters;
import io.orrery.metrics.MeteredBroker;
import io.orrery.metrics.MeteredCalls;
import io.orrery.metrics.MeteredLock;
import io.orrery.store.Attendance.Present;
import io.orrery.store.PostgresStore;
import io.orrery.store.StoreSettings;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator holds open.
 *
 * @param electing one connection, so that an election never waits behind a duty
 * @param working the rest of its connections
 * @param lockKind where the lock is, for people
 */
record Resources(
    PostgresStore electing,
    PostgresStore working,
    Broker broker,
    BrokerLosses losses,
    MeteredLock lock,
    String lockKind)
    implements AutoCloseable {
  private static final String NAME = "orrery-coordinator";

  /**
   * Opens all, or leaves nothing open.
   *
   * @param id of the coordinator, by which PostgreSQL's activity view tells it from others
   * @param given the caller's; null for the configured one
   */
  static Resources open(
      UUID id, OrreryConfig config, @Nullable LeaderLock given, CollectorRegistry registry) {
    MeteredCalls calls = new MeteredCalls(registry);
    PostgresStore electing = PostgresStore.open(settings(id, config, 1), calls);
    try {
      int rest = config.coordinator().connections() - 1;
      PostgresStore working = PostgresStore.open(settings(id, config, rest), calls);
      try {
        BrokerMeters meters = new BrokerMeters(registry);
        BrokerLosses losses = new BrokerLosses(meters);
        Broker broker = Brokers.connect(config.broker(), NAME, losses);
        LeaderLock lock = given == null ? configured(config, working) : given;
        return new Resources(
            electing,
            working,
            new MeteredBroker(broker, meters),
            losses,
            new MeteredLock(lock, registry),
            lockKind(config, given));
      } catch (RuntimeException e) {
        working.close();
        throw e;
      }
    } catch (RuntimeException e) {
      electing.close();
      throw e;
    }
  }

  private static LeaderLock configured(OrreryConfig config, PostgresStore store) {
    Duration ttl = config.coordinator().leaderLease();
    return config
        .redis()
        .<LeaderLock>map(redis -> new RedisLock(redis.address(), redis.key(), ttl))
        .orElseGet(() -> new PostgresLock(store.lockRow(), ttl));
  }

  private static String lockKind(OrreryConfig config, @Nullable LeaderLock given) {
    if (given != null) {
      return "own";
    }
    return config.redis().isPresent() ? "redis" : "postgresql";
  }

  /** What others are shown of this coordinator at this moment. */
  Present present(UUID id, String name) {
    return new Present(id, name, lockKind, lock.available(), broker.available());
  }

  private static StoreSettings settings(UUID id, OrreryConfig config, int connections) {
    return StoreSettings.ofCoordinator(config, NAME + "/" + id, connections);
  }

  @Override
  public void close() {
    lock.close();
    broker.close();
    working.close();
    electing.close();
  }
}
