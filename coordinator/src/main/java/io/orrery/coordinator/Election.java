package io.orrery.coordinator;

import io.orrery.config.CoordinatorTuning;
import io.orrery.lock.LockUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seeks to lead, and keeps leading for as long as PostgreSQL renews the lease, every duty makes
 * progress and the broker is not away for long. Any doubt ends the term at once. Used by one thread
 * at a time.
 */
@Singleton
final class Election {
  private static final Logger log = LoggerFactory.getLogger(Election.class);

  /** Between two tries to lead, and between two looks at the duties while leading. */
  static final Duration LOOK = Duration.ofSeconds(1);

  private final Candidate me;
  private final CoordinatorTuning tuning;
  private final Office office;
  private final Supervisor supervisor;
  private final Ambient ambient;
  private final BrokerAbsence absence;

  private OptionalLong mine = OptionalLong.empty();
  private long renewAt;
  private long seekAt;
  private boolean seekFails;

  @Inject
  Election(
      Candidate me,
      CoordinatorTuning tuning,
      Office office,
      Supervisor supervisor,
      Ambient ambient) {
    this.me = me;
    this.tuning = tuning;
    this.office = office;
    this.supervisor = supervisor;
    this.ambient = ambient;
    this.absence = new BrokerAbsence(me.broker(), ambient.nanoTime());
    this.seekAt = now();
  }

  /** Does what is due: renews, resigns or tries. Returns how long until something may be due. */
  Duration step() {
    return mine.isPresent() ? keep(mine.getAsLong()) : seek();
  }

  /**
   * Ends the term in order, if there is one, so that another may lead at once; a candidate may hold
   * the lock without one.
   */
  void leave() {
    mine.ifPresentOrElse(
        epoch -> {
          office.end(epoch);
          log.info("Coordinator {} leaves: its epoch {} ends", me.id(), epoch);
          giveUp(epoch);
        },
        this::freeLock);
  }

  private Duration keep(long epoch) {
    if (!office.holds(epoch)) {
      return stepDown(epoch, "its lease ran out, or another leads");
    }
    Optional<String> unfit = supervisor.stale().or(absence::tooLong);
    if (unfit.isPresent()) {
      // Others get their turn first: the fault may be this process's own.
      seekAt = now() + tuning.leaderRenew().toNanos();
      return stepDown(epoch, unfit.get());
    }
    if (renewAt - now() > 0) {
      return shorter(LOOK, Duration.ofNanos(renewAt - now()));
    }
    return renew(epoch);
  }

  private Duration renew(long epoch) {
    long sent = now();
    try {
      if (!me.leadership().renew(me.id(), epoch, tuning.leaderLease())
          || !office.extend(epoch, sent + tuning.leaderLease().toNanos())) {
        return stepDown(epoch, "PostgreSQL did not renew its lease in time");
      }
    } catch (RuntimeException e) {
      // Never «keep the present status»: a leader in doubt is none.
      return stepDown(epoch, "its lease could not be renewed: " + e.getMessage());
    }
    renewAt = sent + tuning.leaderRenew().toNanos();
    keepLock();
    return shorter(LOOK, tuning.leaderRenew());
  }

  private Duration seek() {
    if (seekAt - now() > 0) {
      return Duration.ofNanos(seekAt - now());
    }
    try {
      if (mayTry()) {
        long sent = now();
        OptionalLong elected = me.leadership().elect(me.id(), tuning.leaderLease());
        elected.ifPresent(epoch -> begin(epoch, sent));
      }
      seekFails = false;
    } catch (RuntimeException e) {
      if (!seekFails) {
        log.warn("Coordinator {} can't stand for election, and goes on trying", me.id(), e);
      }
      seekFails = true;
    }
    return mine.isPresent() ? Duration.ZERO : jittered(LOOK);
  }

  /**
   * Who has a broker goes before who has none, and then the lock decides who tries first; but
   * neither for ever, or a broker that is away for all and a holder that hangs stop all clocks.
   */
  private boolean mayTry() {
    if (absence.lasts() && me.leadership().lapsedFor().compareTo(tuning.leaderRenew()) <= 0) {
      return false;
    }
    try {
      if (me.lock().tryAcquire()) {
        return true;
      }
    } catch (LockUnavailable e) {
      log.debug("The lock can't be asked: PostgreSQL elects without an order", e);
      return true;
    }
    return me.leadership().lapsedFor().compareTo(me.lock().ttl()) > 0;
  }

  private void begin(long epoch, long sent) {
    mine = OptionalLong.of(epoch);
    renewAt = sent + tuning.leaderRenew().toNanos();
    absence.begin();
    log.info("Coordinator {} leads under epoch {}", me.id(), epoch);
    office.begin(epoch, sent + tuning.leaderLease().toNanos());
  }

  private Duration stepDown(long epoch, String why) {
    office.lose(epoch);
    log.warn("Coordinator {} does not lead any more under epoch {}: {}", me.id(), epoch, why);
    giveUp(epoch);
    return jittered(LOOK);
  }

  /**
   * Spares the others the wait for the lease's end. Where it can't be told, the lease ends by
   * itself.
   */
  private void giveUp(long epoch) {
    mine = OptionalLong.empty();
    try {
      me.leadership().release(me.id(), epoch);
    } catch (RuntimeException e) {
      log.debug("Epoch {} could not be released: its lease ends by itself", epoch, e);
    }
    freeLock();
  }

  private void freeLock() {
    try {
      me.lock().release();
    } catch (LockUnavailable e) {
      log.debug("The lock could not be released: it ends by itself", e);
    }
  }

  private void keepLock() {
    try {
      if (!me.lock().renew()) {
        me.lock().tryAcquire();
      }
    } catch (LockUnavailable e) {
      log.debug("The lock could not be renewed: it elects nobody, so the term goes on", e);
    }
  }

  private long now() {
    return ambient.nanoTime().getAsLong();
  }

  /** Half of it to all of it, so that candidates do not try in step. */
  private Duration jittered(Duration most) {
    return Duration.ofNanos((long) (most.toNanos() * (0.5 + ambient.random().nextDouble() / 2)));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
