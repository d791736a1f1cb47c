package io.orrery.worker;

import dagger.Module;
import dagger.Provides;
import io.orrery.broker.Broker;
import io.orrery.store.Reports;
import io.orrery.worker.report.Audience;
import io.orrery.worker.report.NewsFeed;
import io.orrery.worker.report.Reporter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.LongSupplier;

/** Makes what takes handlers' reports. */
@Module
final class ReporterModule {
  private ReporterModule() {}

  @Provides
  @Singleton
  static Audience audience(LongSupplier nanoTime) {
    return new Audience(nanoTime);
  }

  @Provides
  @Singleton
  static NewsFeed news(Broker broker, Audience audience, LongSupplier nanoTime, Wakeups wakeups) {
    return new NewsFeed(broker, audience, nanoTime, wakeups.news::signal);
  }

  @Provides
  @Singleton
  static Reporter reporter(
      Reports reports, NewsFeed news, WorkerPlan plan, LongSupplier nanoTime, Wakeups wakeups) {
    return new Reporter(
        reports,
        news,
        plan.config().worker().logLimit(),
        Clock.systemUTC(),
        nanoTime,
        wakeups.reporter::signal);
  }
}
