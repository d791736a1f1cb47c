package io.orrery.broker.contract;

import io.orrery.broker.BrokerEvents;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what an adapter tells of its inner life. */
final class Tally implements BrokerEvents {
  final AtomicInteger dropped = new AtomicInteger();
  final AtomicInteger returned = new AtomicInteger();
  final AtomicInteger lost = new AtomicInteger();

  @Override
  public void ringsDropped(int messages) {
    dropped.addAndGet(messages);
  }

  @Override
  public void ringReturned() {
    returned.incrementAndGet();
  }

  @Override
  public void connectionLost(String why) {
    lost.incrementAndGet();
  }
}
