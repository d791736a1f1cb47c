package io.orrery.coordinator;

import io.orrery.config.OrreryConfig;
import io.orrery.store.Duties;
import io.orrery.store.Duties.Contact;
import io.orrery.store.Duties.Ring;
import io.orrery.store.Duties.Taken;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks workers that stopped beating as LOST, and takes back their jobs; takes jobs from live
 * workers that are far past their deadline. It does not ask for a job's type: one that this process
 * never heard of is taken back like any other.
 */
final class Reap implements Duty {
  private static final Logger log = LoggerFactory.getLogger(Reap.class);

  /** The most jobs taken by one statement. */
  static final int BATCH = 500;

  private final Duties duties;
  private final Ringer ringer;
  private final Metrics metrics;
  private final OrreryConfig config;
  private final ReapHold hold;

  @Inject
  Reap(Duties duties, Ringer ringer, Metrics metrics, OrreryConfig config, Ambient ambient) {
    this.duties = duties;
    this.ringer = ringer;
    this.metrics = metrics;
    this.config = config;
    this.hold = new ReapHold(config.lease(), ambient.nanoTime());
  }

  @Override
  public String name() {
    return "reap";
  }

  @Override
  public Duration tick() {
    return config.coordinator().reapPoll();
  }

  @Override
  public Duration patience() {
    return config.coordinator().statementTimeout();
  }

  @Override
  public void begin() {
    hold.begin();
  }

  /**
   * One batch of each kind. A full one is followed at once by the next. Where PostgreSQL refuses or
   * does not finish one of the three, the others are done all the same.
   */
  @Override
  public Duration round(Turn turn) {
    Contact contact = duties.contact();
    Steps steps = new Steps();
    if (!hold.holdsOff(contact.serverStartedAt())) {
      steps.run(() -> markLost(turn.epoch(), contact.at().minus(config.lease().reapGrace())));
    }
    turn.goesOn();
    boolean more = steps.ask(() -> settle(duties.reapLost(turn.epoch(), BATCH), "LOST"));
    turn.goesOn();
    more |= steps.ask(() -> settle(overrun(turn.epoch()), "OVERRUN"));
    steps.end();
    return more ? Duration.ZERO : tick();
  }

  private List<Taken> overrun(long epoch) {
    return duties.reapOverrun(epoch, config.coordinator().deadlineGrace(), BATCH);
  }

  private void markLost(long epoch, Instant endedBefore) {
    List<UUID> lost = duties.markLost(epoch, endedBefore);
    if (!lost.isEmpty()) {
      log.warn("Workers {} stopped beating: they are LOST, and their jobs go to others", lost);
      metrics.workersLost(lost.size());
    }
  }

  /** What waits is rung for at once; what died is told. True: there may be more to take. */
  private boolean settle(List<Taken> taken, String cause) {
    hold.answered();
    List<Ring> waiting = new ArrayList<>();
    for (Taken job : taken) {
      metrics.reaped(cause, job.state());
      switch (job.state()) {
        case PENDING -> waiting.add(new Ring(job.id(), job.queue(), job.priority()));
        case DEAD -> ringer.notifyDead(job);
        case SCHEDULED, CANCELLED, RUNNING, SUCCEEDED -> {}
      }
    }
    ringer.ring(waiting, Metrics.Rung.REAPED);
    if (!taken.isEmpty()) {
      log.info(
          "Took back {} jobs ({}), {} of them wait again", taken.size(), cause, waiting.size());
    }
    return taken.size() == BATCH;
  }
}
