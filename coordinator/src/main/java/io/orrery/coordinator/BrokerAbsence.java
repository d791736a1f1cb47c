package io.orrery.coordinator;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Says when a leader should make room because it can't ring: while its broker is away, what it
 * promotes waits for a doorbell, though another coordinator may have the broker that this process
 * alone has lost. Used by one thread.
 */
final class BrokerAbsence {
  /** A broker that restarts is back by then. */
  static final Duration BEARABLE = Duration.ofSeconds(30);

  /**
   * For a term that never had the broker: nobody else had it either when it began. So while it is
   * away for all, leadership does not wander.
   */
  static final Duration BEARABLE_FOR_ALL = Duration.ofMinutes(10);

  private final BooleanSupplier available;
  private final LongSupplier nanoTime;

  private Duration bearable = BEARABLE;
  private long since;

  BrokerAbsence(BooleanSupplier available, LongSupplier nanoTime) {
    this.available = available;
    this.nanoTime = nanoTime;
  }

  /** A term begins. */
  void begin() {
    since = nanoTime.getAsLong();
    bearable = lasts() ? BEARABLE_FOR_ALL : BEARABLE;
  }

  /** Whether the broker is away at this moment. */
  boolean lasts() {
    return !available.getAsBoolean();
  }

  /** Says what is wrong if the term should end. To be asked again and again during it. */
  Optional<String> tooLong() {
    if (!lasts()) {
      begin(); // So does its absence, anew.
      return Optional.empty();
    }
    Duration away = Duration.ofNanos(nanoTime.getAsLong() - since);
    return away.compareTo(bearable) > 0
        ? Optional.of(
            "the broker has been away for %d s, and another coordinator may have it"
                .formatted(away.toSeconds()))
        : Optional.empty();
  }
}
