package io.orrery.worker;

import io.orrery.store.ClaimedJob;
import io.orrery.store.Held;
import io.orrery.store.Runs;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up jobs that PostgreSQL has as RUNNING on this worker, but that it does not hold: their
 * claim's reply was lost. Each is run, or released where there is no slot.
 *
 * <p>A job that is just being finished must never run again, so it is decided on the dispatcher's
 * thread, which makes all claims: none is under way. Only that thread adds to what is held, and a
 * job stays held until its end was answered. So what was not held before the read, and the read
 * still finds RUNNING under the same fence, is nobody's. An earlier attempt of it may still be
 * held.
 */
@Singleton
final class Adopter {
  private static final Logger log = LoggerFactory.getLogger(Adopter.class);

  private final Runs runs;
  private final Lease lease;
  private final HeldJobs held;
  private final Lanes lanes;
  private final Launcher launcher;
  private final WorkerMetrics metrics;

  /** Filled by the beater; at most what it read as RUNNING. */
  private final Queue<Held> suspects = new ConcurrentLinkedQueue<>();

  @Inject
  Adopter(
      Runs runs,
      Lease lease,
      HeldJobs held,
      Lanes lanes,
      Launcher launcher,
      WorkerMetrics metrics) {
    this.runs = runs;
    this.lease = lease;
    this.held = held;
    this.lanes = lanes;
    this.launcher = launcher;
    this.metrics = metrics;
  }

  /** From any thread: beats found that this job runs here, and it was not held. */
  void suspect(Held job) {
    suspects.add(job);
  }

  /**
   * Decides about all suspects. Called by the dispatcher alone, while it has no claim under way.
   *
   * @param running false: release, start nothing
   */
  void decide(boolean running) {
    Set<Held> unheld = new HashSet<>();
    for (Held job = suspects.poll(); job != null; job = suspects.poll()) {
      if (!held.holds(job)) {
        unheld.add(job);
      }
    }
    if (unheld.isEmpty()) {
      return;
    }
    UUID worker = lease.worker();
    try {
      runs.runningOn(worker, unheld.stream().map(Held::id).collect(Collectors.toSet())).stream()
          .filter(job -> unheld.contains(job.held()))
          .forEach(job -> take(job, running));
    } catch (StoreUnavailable e) {
      log.warn("{} jobs may wait to be taken up: {}", unheld.size(), e.getMessage());
    }
  }

  private void take(ClaimedJob job, boolean running) {
    metrics.adopted();
    Lane lane = lanes.of(job.queue());
    boolean start = running && !lane.paused() && lane.slots().free() > 0;
    log.info(
        "job {} was claimed here, but the reply was lost: {}",
        job.id(),
        start ? "it runs now" : "it is released");
    if (start) {
      lane.claimed(job);
      launcher.start(job, lane.slots());
    } else {
      launcher.release(job, lane.slots());
    }
  }
}
