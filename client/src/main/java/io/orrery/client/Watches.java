package io.orrery.client;

import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.report.JobEvent;
import io.orrery.report.LogPosition;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The watches of a client, which end with it. Safe for many threads. */
@Singleton
final class Watches implements AutoCloseable {
  /** Each has a thread and looks at PostgreSQL once a second. */
  private static final int MOST = 100;

  private final Broker broker;
  private final Set<Watching> open = ConcurrentHashMap.newKeySet();

  @Inject
  Watches(Broker broker) {
    this.broker = broker;
  }

  /**
   * @throws IllegalStateException if there are {@value #MOST} already
   */
  JobWatch begin(JobId job, LogPosition after, Jobs jobs, Consumer<JobEvent> listener) {
    if (open.size() >= MOST) {
      throw new IllegalStateException(
          "this client watches " + MOST + " jobs already: close a watch before the next");
    }
    Watching watching = new Watching(job, after, jobs, broker, listener, open::remove);
    open.add(watching);
    watching.start();
    return watching;
  }

  @Override
  public void close() {
    open.forEach(Watching::close);
  }
}
