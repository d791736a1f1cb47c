package io.orrery.worker;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what runs too long, and, while the lease is uncertain, what must not overlap with a
 * successor. On a thread of its own, which waits for nobody.
 */
@Singleton
final class Watch {
  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  /** How often it looks, and so how late it may be: no timer for each job. */
  private static final long SWEEP = TimeUnit.MILLISECONDS.toNanos(100);

  private final HeldJobs held;
  private final Lease lease;
  private final LongSupplier nanoTime;
  private boolean uncertain;

  @Inject
  Watch(HeldJobs held, Lease lease, LongSupplier nanoTime) {
    this.held = held;
    this.lease = lease;
    this.nanoTime = nanoTime;
  }

  /** Looks once at all that runs. Returns the nanoseconds until the next look. */
  long turn() {
    boolean now = lease.uncertain();
    if (now != uncertain) {
      uncertain = now;
      log.warn(now ? "the lease is uncertain: no more claims" : "the lease is certain again");
    }
    held.all().forEach(this::look);
    return SWEEP;
  }

  private void look(Execution execution) {
    if (!execution.running()) {
      return;
    }
    if (execution.overran(nanoTime.getAsLong())) {
      execution.stop(Stop.TIMEOUT);
    }
    if (uncertain && execution.stopsWhenUncertain()) {
      execution.stop(Stop.LEASE_UNCERTAIN);
    }
  }
}
