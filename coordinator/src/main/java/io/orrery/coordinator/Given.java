package io.orrery.coordinator;

import dagger.Module;
import dagger.Provides;
import io.orrery.broker.Broker;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.CoordinatorTuning;
import io.orrery.config.OrreryConfig;
import io.orrery.config.ProcessName;
import io.orrery.store.Duties;
import io.orrery.store.Prunes;
import io.orrery.store.Ticks;
import io.prometheus.client.CollectorRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What is there before a coordinator's parts are wired. */
@Module
final class Given {
  private final UUID id;
  private final OrreryConfig config;
  private final Resources resources;
  private final CollectorRegistry registry;
  private final Ambient ambient;

  Given(
      UUID id,
      OrreryConfig config,
      Resources resources,
      CollectorRegistry registry,
      Ambient ambient) {
    this.id = id;
    this.config = config;
    this.resources = resources;
    this.registry = registry;
    this.ambient = ambient;
  }

  @Provides
  Candidate candidate() {
    return new Candidate(
        id, resources.electing().leadership(), resources.lock(), resources.broker()::available);
  }

  @Provides
  OrreryConfig config() {
    return config;
  }

  @Provides
  CoordinatorTuning tuning() {
    return config.coordinator();
  }

  @Provides
  Ambient ambient() {
    return ambient;
  }

  @Provides
  Duties statements() {
    return resources.working().duties();
  }

  @Provides
  Ticks ticks() {
    return resources.working().ticks();
  }

  @Provides
  @Singleton
  Presence presence() {
    String name = ProcessName.of("coordinator");
    return new Presence(resources.working().attendance(), () -> resources.present(id, name));
  }

  @Provides
  Prunes prunes() {
    return resources.working().prunes();
  }

  @Provides
  Codec codec() {
    return new Codec(new CodecLimits(config.payloadLimit(), CodecLimits.DEFAULT.maxDepth()));
  }

  @Provides
  Broker broker() {
    return resources.broker();
  }

  @Provides
  BrokerLosses losses() {
    return resources.losses();
  }

  @Provides
  @Singleton
  Metrics metrics() {
    return new Metrics(registry, ambient.clock());
  }

  @Provides
  List<Duty> duties(Promote promote, Fire fire, Admit admit, Relay relay, Reap reap, Prune prune) {
    return List.of(promote, fire, admit, relay, reap, prune);
  }
}
