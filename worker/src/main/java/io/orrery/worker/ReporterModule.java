package io.orrery.worker;

import dagger.Module;
import dagger.Provides;
import io.orrery.store.Reports;
import io.orrery.worker.report.Reporter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.LongSupplier;

/** Makes the worker's one reporter. */
@Module
final class ReporterModule {
  private ReporterModule() {}

  @Provides
  @Singleton
  static Reporter reporter(
      Reports reports, WorkerPlan plan, LongSupplier nanoTime, Wakeups wakeups) {
    return new Reporter(
        reports,
        plan.config().worker().logLimit(),
        Clock.systemUTC(),
        nanoTime,
        wakeups.reporter::signal);
  }
}
