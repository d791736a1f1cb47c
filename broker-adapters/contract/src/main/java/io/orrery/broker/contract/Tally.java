package io.orrery.broker.contract;

import io.orrery.broker.BrokerEvents;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what an adapter tells of its inner life, for tests to wait on. Safe for many threads. */
public final class Tally implements BrokerEvents {
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger returned = new AtomicInteger();
  private final AtomicInteger unconfirmed = new AtomicInteger();
  private final AtomicInteger malformed = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile boolean blocked;

  @Override
  public void ringsDropped(int messages) {
    dropped.addAndGet(messages);
  }

  @Override
  public void ringReturned() {
    returned.incrementAndGet();
  }

  @Override
  public void ringUnconfirmed() {
    unconfirmed.incrementAndGet();
  }

  @Override
  public void messageMalformed() {
    malformed.incrementAndGet();
  }

  @Override
  public void blocked(boolean isBlocked) {
    blocked = isBlocked;
  }

  @Override
  public void connectionLost(String why) {
    lost.incrementAndGet();
  }

  public int dropped() {
    return dropped.get();
  }

  public int returned() {
    return returned.get();
  }

  public int unconfirmed() {
    return unconfirmed.get();
  }

  public int malformed() {
    return malformed.get();
  }

  public int lost() {
    return lost.get();
  }

  public boolean blocked() {
    return blocked;
  }
}
