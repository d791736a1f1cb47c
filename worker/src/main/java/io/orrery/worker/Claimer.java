package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.store.ClaimReply;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Runs;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims for the free slots of all lanes, over several bells, in one statement; starts what it got,
 * and settles the bells by the answer. Used by the dispatcher alone.
 */
@Singleton
final class Claimer {
  /** Enough to spread a round trip and a commit thin; small enough to start its jobs soon. */
  static final int MOST_IN_CLAIM = 500;

  private static final Logger log = LoggerFactory.getLogger(Claimer.class);

  /**
   * About a second. Random: two workers, each with a bell for the other, would else give back and
   * get again in step for ever, as brokers serve consumers in turn.
   */
  private static final long SHORTEST_RETURN = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long LONGEST_RETURN = TimeUnit.MILLISECONDS.toNanos(1_500);

  private final Runs runs;
  private final Lease lease;
  private final Lanes lanes;
  private final Launcher launcher;
  private final Wakeup beater;
  private final WorkerMetrics metrics;
  private final RandomGenerator random;
  private final OtherWorkers others;
  private final Pause pause;

  @Inject
  Claimer(
      Runs runs,
      Lease lease,
      Lanes lanes,
      Launcher launcher,
      Wakeups wakeups,
      WorkerMetrics metrics,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.runs = runs;
    this.lease = lease;
    this.lanes = lanes;
    this.launcher = launcher;
    this.beater = wakeups.beater;
    this.metrics = metrics;
    this.random = random;
    this.others = new OtherWorkers(runs, lease);
    this.pause = new Pause(random, nanoTime.getAsLong());
  }

  /** Makes one claim, if there is a bell and a slot for it. True if it was answered. */
  boolean claim(long now) {
    if (lease.uncertain() || !pause.over(now)) {
      return false;
    }
    Claim claim = lanes.ask(MOST_IN_CLAIM);
    if (claim.isEmpty()) {
      return false;
    }
    try {
      return send(claim, now);
    } catch (StoreUnavailable | StoreRefused e) {
      // It may have taken effect all the same: the next beats show it.
      log.warn("{} jobs could not be claimed: {}", claim.size(), e.getMessage());
      giveBack(claim, now);
      return false;
    } catch (RuntimeException | Error e) {
      // Whatever it was, no bell may stay with a claim that is forgotten.
      giveBack(claim, now);
      throw e;
    }
  }

  private boolean send(Claim claim, long now) {
    UUID worker = lease.worker();
    ClaimReply reply = runs.claim(worker, claim.jobs(), launcher.types());
    if (!reply.leaseHeld()) {
      log.info("worker {}: nothing was claimed, since the lease does not hold", worker);
      giveBack(claim, now);
      beater.signal();
      return false;
    }
    metrics.claimed(reply);
    boolean started = true;
    for (ClaimedJob job : reply.claimed()) {
      Lane lane = claim.bellOf(job.id()).lane();
      lane.claimed(job);
      started &= launcher.start(job, lane.slots());
    }
    if (!started) {
      // What was released is rung for at once: it should not come back in the same breath.
      pause.begin(now);
    }
    markForeign(claim, reply.foreign(), now);
    reply.undecided().forEach(job -> claim.bellOf(job).returnLater());
    if (!reply.paused().isEmpty()) {
      // Nobody told us: the beat shows it, and the lane stops listening then.
      reply.paused().forEach(job -> claim.bellOf(job).returnLater());
      beater.signal();
    }
    settle(claim, now);
    return true;
  }

  /** Jobs of types that this worker does not run: on to another that does, else left waiting. */
  private void markForeign(Claim claim, Map<JobId, String> foreign, long now) {
    foreign.forEach(
        (job, type) -> {
          Bell bell = claim.bellOf(job);
          if (mayRunElsewhere(bell.lane().queue(), type, now)) {
            bell.returnLater();
          }
        });
  }

  private boolean mayRunElsewhere(QueueName queue, String type, long now) {
    try {
      return others.run(queue, type, now);
    } catch (StoreUnavailable | StoreRefused e) {
      log.warn("who else runs jobs of type {} could not be read: {}", type, e.getMessage());
      return true;
    }
  }

  private void settle(Claim claim, long now) {
    for (Bell bell : claim.bells()) {
      if (bell.hasNext()) {
        continue;
      }
      if (bell.returnsLater()) {
        lanes.depart(bell, now + random.nextLong(SHORTEST_RETURN, LONGEST_RETURN));
      } else {
        bell.ack();
      }
    }
  }

  private void giveBack(Claim claim, long now) {
    long at = pause.begin(now);
    claim.bells().forEach(bell -> lanes.depart(bell, at));
  }
}
