package io.orrery.worker;

import io.orrery.store.ClaimedJob;
import io.orrery.store.Runs;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims from PostgreSQL alone while no doorbells can come: lane by lane, soon again where there
 * was something, more and more seldom where there was nothing. Used by the dispatcher alone.
 */
@Singleton
final class Scanner {
  private static final Logger log = LoggerFactory.getLogger(Scanner.class);
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

  private record Pace(long nextAt, long pause) {}

  private final Runs runs;
  private final Lease lease;
  private final Lanes lanes;
  private final Launcher launcher;
  private final Map<Lane, Pace> paces = new HashMap<>();

  /** Lanes that are claimed by scan just now. */
  private final Set<Lane> scanned = new HashSet<>();

  @Inject
  Scanner(Runs runs, Lease lease, Lanes lanes, Launcher launcher) {
    this.runs = runs;
    this.lease = lease;
    this.lanes = lanes;
    this.launcher = launcher;
  }

  /**
   * Looks at each lane to which no doorbells can come and whose turn it is. True if it claimed
   * something.
   */
  boolean scan(long now) {
    boolean any = false;
    for (Lane lane : lanes.all()) {
      if (away(lane, now) && !lease.uncertain()) {
        any |= scan(lane, now);
      }
    }
    return any;
  }

  boolean scanning() {
    return !scanned.isEmpty();
  }

  private boolean away(Lane lane, long now) {
    boolean away = lane.away(now);
    if (away && scanned.add(lane)) {
      log.info("queue {}: the broker brings no doorbells; claiming by scan", lane.queue());
    } else if (!away && scanned.remove(lane)) {
      log.info("queue {}: the broker is back", lane.queue());
    }
    return away;
  }

  private boolean scan(Lane lane, long now) {
    Pace pace = paces.getOrDefault(lane, new Pace(now, SHORTEST));
    if (lane.paused() || lane.slots().free() <= 0 || pace.nextAt() - now > 0) {
      return false;
    }
    int limit = Math.min(lane.slots().free(), Claimer.MOST_IN_CLAIM);
    int found = claim(lane, limit);
    long next = found > 0 ? SHORTEST : Math.min(2 * pace.pause(), LONGEST);
    // Where as many came as were asked for, there may well be more.
    paces.put(lane, new Pace(found == limit ? now : now + next, next));
    return found > 0;
  }

  private int claim(Lane lane, int limit) {
    UUID worker = lease.worker();
    try {
      List<ClaimedJob> jobs = runs.scan(worker, lane.queue(), launcher.types(), limit);
      int started = 0;
      for (ClaimedJob job : jobs) {
        lane.claimed(job);
        started += launcher.start(job, lane.slots()) ? 1 : 0;
      }
      return started;
    } catch (StoreUnavailable | StoreRefused e) {
      log.warn("queue {} could not be scanned: {}", lane.queue(), e.getMessage());
      return 0;
    }
  }
}
