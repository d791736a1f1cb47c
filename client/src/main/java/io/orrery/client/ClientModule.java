package io.orrery.client;

import dagger.Binds;
import dagger.Module;
import dagger.Provides;
import io.orrery.broker.Broker;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.ClientTuning;
import io.orrery.config.OrreryConfig;
import io.orrery.store.Cancels;
import io.orrery.store.DeadRows;
import io.orrery.store.Inserts;
import io.orrery.store.QueueRows;
import io.orrery.store.Reads;
import io.orrery.store.Reports;
import io.orrery.store.Roster;
import io.orrery.store.ScheduleRows;
import io.orrery.store.Situations;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the parts of a client are made of. */
@Module
interface ClientModule {
  @Provides
  static ClientTuning tuning(OrreryConfig config) {
    return config.client();
  }

  @Provides
  static Inserts inserts(Services services) {
    return services.store().inserts();
  }

  @Provides
  static Reads reads(Services services) {
    return services.store().reads();
  }

  @Provides
  static Reports reports(Services services) {
    return services.store().reports();
  }

  @Provides
  static Situations situations(Services services) {
    return services.store().situations();
  }

  @Provides
  static Cancels cancels(Services services) {
    return services.store().cancels();
  }

  @Provides
  static ScheduleRows schedules(Services services) {
    return services.store().schedules();
  }

  @Provides
  static QueueRows queues(Services services) {
    return services.store().queues();
  }

  @Provides
  static DeadRows deadRows(Services services) {
    return services.store().deadRows();
  }

  @Binds
  Pacer pacer(Pacer.Real real);

  @Provides
  static Roster roster(Services services) {
    return services.store().roster();
  }

  @Provides
  static Broker broker(Services services) {
    return services.broker();
  }

  @Provides
  static Clock clock() {
    return Clock.systemUTC();
  }

  @Provides
  static Codec codec(OrreryConfig config) {
    return new Codec(new CodecLimits(config.payloadLimit(), CodecLimits.DEFAULT.maxDepth()));
  }

  /**
   * Room for the batches on every wire, and as many callers again who gather for the next. Of bulk
   * calls, each of which holds two batches, one may encode for each that is on a wire.
   */
  @Provides
  @Singleton
  static Gate gate(ClientTuning tuning) {
    return new Gate(2 * tuning.connections() * tuning.commitBatch(), 2 * tuning.connections());
  }

  @Provides
  @Singleton
  static Wires wires(ClientTuning tuning) {
    return new Wires(tuning.connections());
  }

  @Provides
  static ConnectionEnqueuer.Parts transactions(
      Gate gate, JobDrafts drafts, Inserts inserts, Ringer ringer, Handles handles) {
    return new ConnectionEnqueuer.Parts(gate, drafts, inserts, ringer, handles);
  }
}
