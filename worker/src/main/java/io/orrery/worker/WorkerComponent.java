package io.orrery.worker;

import dagger.BindsInstance;
import dagger.Component;
import io.orrery.broker.Broker;
import io.orrery.codec.Codec;
import io.orrery.store.Reports;
import io.orrery.store.Runs;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Wires one worker. */
@Singleton
@Component(modules = ReporterModule.class)
interface WorkerComponent {
  Engine engine();

  /** What a worker is made of that is not its own. */
  @Component.Factory
  interface Factory {
    WorkerComponent create(
        @BindsInstance WorkerPlan plan,
        @BindsInstance Codec codec,
        @BindsInstance Runs runs,
        @BindsInstance Reports reports,
        @BindsInstance Broker broker,
        @BindsInstance WorkerMetrics metrics,
        @BindsInstance LongSupplier nanoTime,
        @BindsInstance RandomGenerator random);
  }
}
