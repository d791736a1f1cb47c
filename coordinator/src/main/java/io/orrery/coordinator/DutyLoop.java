package io.orrery.coordinator;

import io.orrery.store.Deposed;
import io.orrery.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one duty while this process leads, and waits while it does not. What a round throws is
 * answered here: a lost epoch ends the term, everything else is tried again later and later.
 */
final class DutyLoop {
  private static final Logger log = LoggerFactory.getLogger(DutyLoop.class);

  /** While another leads; the beginning of a term ends it. */
  private static final Duration STANDBY = Duration.ofMinutes(1);

  /** The pause after a failure doubles so often. */
  private static final int DOUBLINGS = 3;

  /** The longest pause after a failure, with its jitter. */
  private static final int LONGEST_PAUSE_TICKS = 12;

  /** A duty without progress for so many ticks beyond its patience is stale. */
  private static final int STALE_TICKS = 3;

  private final Duty duty;
  private final Office office;
  private final Metrics metrics;
  private final Ambient ambient;

  /**
   * A duty that fails for good ends a term no more often: without its leader, others stand still.
   */
  private static final Duration BETWEEN_BLAMES = Duration.ofMinutes(10);

  // By the monotonic clock. Written by the duty's thread, and where a term begins.
  private volatile long progressAt;
  private volatile long roundAt;

  // Of the election's thread.
  private boolean blamed;
  private long blamedAt;

  // Of the duty's own thread.
  private OptionalLong begun = OptionalLong.empty();
  private int failures;

  DutyLoop(Duty duty, Office office, Metrics metrics, Ambient ambient) {
    this.duty = duty;
    this.office = office;
    this.metrics = metrics;
    this.ambient = ambient;
    office.onBegin(this::progress);
  }

  Duty duty() {
    return duty;
  }

  /** One round, if this process leads. Returns how long to wait before the next. */
  Duration step() {
    OptionalLong epoch = office.epoch();
    if (epoch.isEmpty()) {
      return STANDBY;
    }
    if (!epoch.equals(begun)) {
      duty.begin();
      begun = epoch;
      failures = 0;
    }
    return round(epoch.getAsLong());
  }

  /** Says what is wrong if the duty has stood still for too long. Any thread may ask. */
  Optional<String> stale() {
    Duration still = Duration.ofNanos(now() - progressAt);
    boolean stale = still.compareTo(limit()) > 0;
    if (!stale || (failsSoon() && !blame())) {
      return Optional.empty();
    }
    return Optional.of(
        "duty %s has made no progress for %d ms".formatted(duty.name(), still.toMillis()));
  }

  private Duration limit() {
    return duty.patience().plus(duty.tick().multipliedBy(STALE_TICKS));
  }

  /** It does not hang: its rounds come and fail, with pauses in between. */
  private boolean failsSoon() {
    Duration most = limit().plus(duty.tick().multipliedBy(LONGEST_PAUSE_TICKS));
    return Duration.ofNanos(now() - roundAt).compareTo(most) <= 0;
  }

  /** Another coordinator may do better; but not if it, too, has had its turn of late. */
  private boolean blame() {
    long now = now();
    if (blamed && now - blamedAt < BETWEEN_BLAMES.toNanos()) {
      return false;
    }
    blamed = true;
    blamedAt = now;
    return true;
  }

  private Duration round(long epoch) {
    try {
      Duration wait = duty.round(new EpochTurn(epoch));
      failures = 0;
      progress();
      metrics.succeeded(duty.name());
      return wait;
    } catch (Deposed e) {
      log.info("Duty {} stops: {}", duty.name(), e.getMessage());
      metrics.refused(duty.name());
      office.end(epoch);
      return STANDBY;
    } catch (RuntimeException | Error e) {
      return afterFailure(e);
    }
  }

  private Duration afterFailure(Throwable e) {
    double factor = (1 << Math.min(failures, DOUBLINGS)) * (1 + ambient.random().nextDouble() / 2);
    Duration pause = Duration.ofNanos((long) (duty.tick().toNanos() * factor));
    failures++;
    roundAt = now();
    metrics.failed(duty.name());
    if (e instanceof StoreUnavailable) {
      log.warn("Duty {} goes on in {} ms: {}", duty.name(), pause.toMillis(), e.getMessage());
    } else {
      log.error("Duty {} failed; it goes on in {} ms", duty.name(), pause.toMillis(), e);
    }
    return pause;
  }

  private void progress() {
    progressAt = now();
    roundAt = progressAt;
  }

  private long now() {
    return ambient.nanoTime().getAsLong();
  }

  private final class EpochTurn implements Turn {
    private final long epoch;

    EpochTurn(long epoch) {
      this.epoch = epoch;
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public boolean goesOn() {
      progress();
      return office.holds(epoch);
    }
  }
}
