package io.orrery.coordinator;

import io.orrery.broker.Hint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives each duty a thread of its own, and watches that none stands still. Safe for many threads.
 */
@Singleton
final class Supervisor {
  private record Watched(DutyLoop duty, Loop loop) {}

  private final List<Watched> duties;

  @Inject
  Supervisor(List<Duty> duties, Office office, Metrics metrics, Ambient ambient) {
    this.duties =
        duties.stream()
            .map(
                duty -> {
                  DutyLoop steps = new DutyLoop(duty, office, metrics, ambient);
                  return new Watched(
                      steps,
                      new Loop(
                          "orrery-coordinator-" + duty.name(), steps::step, ambient.nanoTime()));
                })
            .toList();
    office.onBegin(this::wake);
  }

  void start() {
    duties.forEach(duty -> duty.loop().start());
  }

  /** Lets the duties that care begin their next round sooner. */
  void hear(Hint hint) {
    for (Watched duty : duties) {
      duty.duty().duty().wakeFor(hint).ifPresent(duty.loop()::wakeWithin);
    }
  }

  /** Says what is wrong if a duty has stood still for too long. */
  Optional<String> stale() {
    return duties.stream().map(duty -> duty.duty().stale()).flatMap(Optional::stream).findFirst();
  }

  private void wake() {
    duties.forEach(duty -> duty.loop().wakeWithin(Duration.ZERO));
  }

  /** Asks all duties to end after the rounds under way. */
  void stop() {
    duties.forEach(duty -> duty.loop().stop());
  }

  /** Those of the duties. */
  Stream<Thread> threads() {
    return duties.stream().map(duty -> duty.loop().thread());
  }
}
