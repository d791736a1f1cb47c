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

/** The parts of one worker, wired as in {@link WorkerComponent}, for tests that step them. */
@Singleton
@Component(modules = ReporterModule.class)
interface Parts {
  Lanes lanes();

  Lease lease();

  HeldJobs held();

  Dispatcher dispatcher();

  Launcher launcher();

  Adopter adopter();

  Beater beater();

  Watch watch();

  Finisher finisher();

  JobThreads jobThreads();

  Drain drain();

  /** As {@link WorkerComponent.Factory}. */
  @Component.Factory
  interface Factory {
    Parts create(
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
