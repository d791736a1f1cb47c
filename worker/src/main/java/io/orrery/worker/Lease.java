package io.orrery.worker;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Which incarnation this worker is, and how sure it may be of it. Written by the beater, read by
 * all. Only the monotonic clock counts here: PostgreSQL alone decides when a lease has ended.
 */
@Singleton
final class Lease {
  /**
   * @param beatSentAt when the last beat that PostgreSQL answered was sent; not when it was
   *     answered, since the lease may have begun at any moment between
   */
  private record Incarnation(UUID worker, long beatSentAt) {}

  private final LongSupplier nanoTime;
  private final Duration uncertainAfter;
  private volatile Incarnation current;

  @Inject
  Lease(WorkerPlan plan, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.uncertainAfter = plan.config().lease().uncertain();
    this.current = new Incarnation(UUID.randomUUID(), nanoTime.getAsLong());
  }

  /** The id of the current incarnation. */
  UUID worker() {
    return current.worker();
  }

  /** PostgreSQL answered a beat, or a registration, of this incarnation that was sent then. */
  void renewed(UUID worker, long sentAt) {
    current = new Incarnation(worker, sentAt);
  }

  /** True while another worker might soon take over: nothing more may be claimed. */
  boolean uncertain() {
    return nanoTime.getAsLong() - current.beatSentAt() >= uncertainAfter.toNanos();
  }
}
