package io.orrery.coordinator;

import io.orrery.broker.BrokerEvents;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Remembers that the broker may have lost what it held, and passes every event on. Safe for many
 * threads.
 */
final class BrokerLosses implements BrokerEvents {
  private final BrokerEvents next;
  private final AtomicBoolean lost = new AtomicBoolean();

  BrokerLosses(BrokerEvents next) {
    this.next = next;
  }

  /** Whether a connection was lost since the last call. */
  boolean take() {
    return lost.getAndSet(false);
  }

  @Override
  public void connectionLost(String why) {
    lost.set(true);
    next.connectionLost(why);
  }

  @Override
  public void connected() {
    next.connected();
  }

  @Override
  public void ringsDropped(int doorbells) {
    next.ringsDropped(doorbells);
  }

  @Override
  public void ringReturned() {
    next.ringReturned();
  }

  @Override
  public void ringUnconfirmed() {
    next.ringUnconfirmed();
  }

  @Override
  public void messageMalformed() {
    next.messageMalformed();
  }

  @Override
  public void blocked(boolean blocked) {
    next.blocked(blocked);
  }
}
