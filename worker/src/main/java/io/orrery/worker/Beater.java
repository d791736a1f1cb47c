package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.config.LeaseTuning;
import io.orrery.store.Beat;
import io.orrery.store.Held;
import io.orrery.store.Runs;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lease, on a thread of its own, also while the worker drains; and compares what
 * PostgreSQL has as running here with what is held. Each beat also reads how queues are steered.
 */
@Singleton
final class Beater {
  private static final Logger log = LoggerFactory.getLogger(Beater.class);
  private static final long RETRY = TimeUnit.SECONDS.toNanos(1);

  /** How long a cancelled handler may ignore its interrupt before its job is given up. */
  private static final long CANCEL_GRACE = TimeUnit.SECONDS.toNanos(30);

  private final Runs runs;
  private final Lease lease;
  private final HeldJobs held;
  private final Lanes lanes;
  private final Adopter adopter;
  private final Wakeups wakeups;
  private final WorkerMetrics metrics;
  private final WorkerPlan plan;
  private final LongSupplier nanoTime;

  /** What the last beat found running here, and not held. */
  private Set<Held> unheld = Set.of();

  private boolean answered = true;

  @Inject
  Beater(
      Runs runs,
      Lease lease,
      HeldJobs held,
      Lanes lanes,
      Adopter adopter,
      Wakeups wakeups,
      WorkerMetrics metrics,
      WorkerPlan plan,
      LongSupplier nanoTime) {
    this.runs = runs;
    this.lease = lease;
    this.held = held;
    this.lanes = lanes;
    this.adopter = adopter;
    this.wakeups = wakeups;
    this.metrics = metrics;
    this.plan = plan;
    this.nanoTime = nanoTime;
  }

  /** Registers the first incarnation. */
  void register() {
    register(lease.worker());
  }

  private void register(UUID worker) {
    long sentAt = nanoTime.getAsLong();
    lanes.steer(runs.register(plan.row(worker), tuning().ttl()));
    lease.renewed(worker, sentAt);
  }

  /** Beats once. Returns the nanoseconds until the next beat. */
  long turn() {
    long sentAt = nanoTime.getAsLong();
    try {
      UUID worker = lease.worker();
      Beat beat = runs.beat(worker, tuning().ttl(), lanes.claimedTo(), lanes.slots());
      if (beat.alive()) {
        lease.renewed(worker, sentAt);
        lanes.steer(beat.steered());
        compare(beat, sentAt);
      } else {
        startAnew(worker);
      }
      answered = true;
      return Math.max(1, sentAt + tuning().beat().toNanos() - nanoTime.getAsLong());
    } catch (StoreUnavailable | StoreRefused e) {
      if (answered) {
        log.warn("the lease could not be renewed, trying again: {}", e.getMessage());
      }
      answered = false;
      return RETRY;
    }
  }

  /** This incarnation is over: the coordinator takes its jobs. What ends now is up to the fence. */
  private void startAnew(UUID lost) {
    UUID next = UUID.randomUUID();
    log.error("worker {} was marked LOST: its jobs are stopped; it goes on as {}", lost, next);
    metrics.lost();
    held.stopAll(Stop.LOST);
    register(next);
    unheld = Set.of();
    wakeups.dispatcher.signal();
  }

  private void compare(Beat beat, long sentAt) {
    Set<Held> running = new HashSet<>();
    Set<JobId> cancelled = new HashSet<>();
    for (Beat.Running row : beat.running()) {
      running.add(row.job());
      if (row.cancelRequested()) {
        cancelled.add(row.job().id());
      }
    }
    for (Execution execution : held.all()) {
      check(execution, running, cancelled, sentAt);
    }
    suspect(running);
  }

  private void check(Execution execution, Set<Held> running, Set<JobId> cancelled, long sentAt) {
    if (!execution.running()) {
      return;
    }
    if (!running.contains(execution.held())) {
      // Where it was claimed only after this beat was sent, the beat could not know of it.
      if (execution.startedBefore(sentAt) && !execution.mayHaveCompleted()) {
        execution.stop(Stop.REPLACED);
      }
    } else if (cancelled.contains(execution.held().id())) {
      execution.stop(Stop.CANCELLED);
      if (execution.cancelledFor(CANCEL_GRACE)) {
        execution.giveUp(Stop.CANCELLED);
      }
    }
  }

  /**
   * Under load, many a job begins or ends while its beat is on the way. So only what two beats in a
   * row found unheld is worth a look.
   */
  private void suspect(Set<Held> running) {
    Set<Held> found = new HashSet<>(running);
    found.removeIf(held::holds);
    found.stream().filter(unheld::contains).forEach(adopter::suspect);
    if (!unheld.isEmpty() && !found.isEmpty()) {
      wakeups.dispatcher.signal();
    }
    unheld = found;
  }

  private LeaseTuning tuning() {
    return plan.config().lease();
  }
}
