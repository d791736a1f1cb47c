package io.orrery.coordinator;

import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerUnavailable;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Doorbells;
import io.orrery.config.OrreryConfig;
import io.orrery.store.Duties.Ring;
import io.orrery.store.Duties.Taken;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The broker, as the duties see it. Ringing never waits: what is dropped, the relay rings again.
 */
final class Ringer {
  private final Broker broker;
  private final BrokerLosses losses;
  private final int idsPerDoorbell;
  private final Metrics metrics;

  @Inject
  Ringer(Broker broker, BrokerLosses losses, OrreryConfig config, Metrics metrics) {
    this.broker = broker;
    this.losses = losses;
    this.idsPerDoorbell = config.client().doorbellIds();
    this.metrics = metrics;
  }

  /** Rings for jobs, lane by lane, each lane in the order given. */
  void ring(List<Ring> rings, Metrics.Rung why) {
    Doorbells bells = new Doorbells();
    rings.forEach(ring -> bells.add(ring.id(), ring.queue(), ring.priority()));
    bells.ring(broker, idsPerDoorbell);
    metrics.rung(why, rings.size());
  }

  void notifyDead(Taken dead) {
    broker.notifyDead(
        new DeadNotice(dead.id(), dead.type(), dead.queue(), dead.reason().orElse("")));
  }

  boolean available() {
    return broker.available();
  }

  /**
   * Whether no doorbell of the queue is ready. Waits at most 10 s.
   *
   * @throws BrokerUnavailable if the broker can't be asked
   */
  boolean empty(QueueName queue) {
    return broker.depth(queue) == 0;
  }

  /** Whether the broker may have lost what it held since the last call. */
  boolean takeLoss() {
    return losses.take();
  }
}
