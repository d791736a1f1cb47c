package io.orrery.benchmarks.load;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** The benchmark's handler: notes when it started, waits if it is told to, and counts. */
@JobHandler(type = "bench", queue = Work.QUEUE)
final class Work implements Task<Work.Item> {
  static final String QUEUE = "bench";

  /** The broker's queue of this handler's doorbells; see docs/broker.md. */
  static final String DOORBELLS = "orrery.jobs.v1.bench";

  /**
   * About 200 bytes when encoded.
   *
   * @param sentMicros when the enqueue was called, since the epoch; of a delayed job, when it is
   *     due
   * @param waitMillis how long the job takes
   * @param padding to make up the size
   */
  record Item(long sentMicros, int waitMillis, String padding) {
    private static final String PADDING = "x".repeat(150);

    static Item of(Clock clock, int waitMillis) {
      return new Item(micros(clock.instant()), waitMillis, PADDING);
    }

    static Item due(Instant at) {
      return new Item(micros(at), 0, PADDING);
    }
  }

  private final Clock clock;
  private final Latencies latencies;
  private final LongAdder done = new LongAdder();

  Work(Clock clock, Latencies latencies) {
    this.clock = clock;
    this.latencies = latencies;
  }

  @Override
  public void run(Item item, JobContext job) {
    latencies.record(micros(clock.instant()) - item.sentMicros());
    if (item.waitMillis() > 0) {
      LockSupport.parkNanos(Duration.ofMillis(item.waitMillis()).toNanos());
    }
    done.increment();
  }

  long done() {
    return done.sum();
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
