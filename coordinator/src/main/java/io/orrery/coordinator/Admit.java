package io.orrery.coordinator;

import io.orrery.config.CoordinatorTuning;
import io.orrery.store.Duties;
import io.orrery.store.Duties.Ring;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Gives a turn to jobs that callers committed in transactions of their own, where only the caller
 * knew the moment, and rings for them. Apart from the relay, whose rounds may be long. While the
 * broker is away it touches nothing: workers claim by scan then.
 */
final class Admit implements Duty {
  /** The most jobs taken by one statement. */
  static final int BATCH = 1_000;

  private final Duties duties;
  private final Ringer ringer;
  private final CoordinatorTuning tuning;

  @Inject
  Admit(Duties duties, Ringer ringer, CoordinatorTuning tuning) {
    this.duties = duties;
    this.ringer = ringer;
    this.tuning = tuning;
  }

  @Override
  public String name() {
    return "admit";
  }

  @Override
  public Duration tick() {
    return tuning.relayPoll();
  }

  @Override
  public Duration patience() {
    return tuning.statementTimeout();
  }

  /** One batch. A full one is followed at once by the next. */
  @Override
  public Duration round(Turn turn) {
    if (!ringer.available()) {
      return tick();
    }
    List<Ring> admitted = duties.admit(turn.epoch(), BATCH);
    ringer.ring(admitted, Metrics.Rung.ADMITTED);
    return admitted.size() == BATCH ? Duration.ZERO : tick();
  }
}
