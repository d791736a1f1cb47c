package io.orrery.benchmarks.failover;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Notes that it started, and when; then takes as long as it is told to. */
@JobHandler(type = "mark", queue = Mark.QUEUE, maxRetries = 20)
final class Mark implements Task<Mark.Take> {
  static final String QUEUE = "failover";

  /**
   * @param millis how long the job takes
   */
  record Take(int millis) {}

  private final Clock clock;
  private final Jotter jotter;

  Mark(Clock clock, Jotter jotter) {
    this.clock = clock;
    this.jotter = jotter;
  }

  @Override
  public void run(Take take, JobContext job) {
    jotter.jot(job.id() + " " + clock.instant());
    if (take.millis() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(take.millis()).toNanos());
    }
  }
}
