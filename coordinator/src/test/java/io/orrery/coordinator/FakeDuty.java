package io.orrery.coordinator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A duty that does what the test gives it to do. */
final class FakeDuty implements Duty {
  static final Duration TICK = Duration.ofSeconds(1);
  static final Duration PATIENCE = Duration.ofSeconds(5);

  final AtomicInteger begun = new AtomicInteger();
  private final Function<Turn, Duration> round;

  FakeDuty(Function<Turn, Duration> round) {
    this.round = round;
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Duration tick() {
    return TICK;
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public void begin() {
    begun.incrementAndGet();
  }

  @Override
  public Duration round(Turn turn) {
    return round.apply(turn);
  }
}
