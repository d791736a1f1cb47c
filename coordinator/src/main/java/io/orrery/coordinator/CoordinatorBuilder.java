package io.orrery.coordinator;

import io.orrery.config.OrreryConfig;
import io.orrery.lock.LeaderLock;
import io.prometheus.client.CollectorRegistry;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link Coordinator} that is not alone, or is measured. Used by one thread. */
public final class CoordinatorBuilder {
  private final OrreryConfig config;
  private CollectorRegistry registry = new CollectorRegistry();
  private Ambient ambient = Ambient.real();
  private @Nullable LeaderLock lock;

  CoordinatorBuilder(OrreryConfig config) {
    this.config =
        Objects.requireNonNull(config, "the configuration is null: try OrreryConfig.fromEnv()");
  }

  /**
   * Says which coordinator tries first to lead; closed together with this one. Without it, the lock
   * is in Redis if one is configured, else in PostgreSQL.
   */
  public CoordinatorBuilder lock(LeaderLock shared) {
    lock = Objects.requireNonNull(shared, "the lock is null: leave lock(…) out for none");
    return this;
  }

  /** Where to count. One coordinator per registry. Without it, nobody sees the counts. */
  public CoordinatorBuilder metrics(CollectorRegistry metrics) {
    registry =
        Objects.requireNonNull(metrics, "the registry is null: leave metrics(…) out for its own");
    return this;
  }

  CoordinatorBuilder ambient(Ambient given) {
    ambient = given;
    return this;
  }

  /**
   * Connects and starts.
   *
   * @throws io.orrery.store.StoreUnavailable as {@link Coordinator#start}
   * @throws io.orrery.store.StoreRefused as {@link Coordinator#start}
   * @throws io.orrery.broker.BrokerRefused as {@link Coordinator#start}
   */
  public Coordinator start() {
    UUID id = UUID.randomUUID();
    Resources resources = Resources.open(id, config, lock, registry);
    try {
      Parts parts =
          DaggerParts.builder().given(new Given(id, config, resources, registry, ambient)).build();
      Coordinator coordinator = new Coordinator(id, resources, parts, ambient);
      coordinator.run();
      return coordinator;
    } catch (RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }
}
