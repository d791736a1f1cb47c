package io.orrery.worker;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many jobs of a queue may run at once. The dispatcher alone takes and resizes, so that what it
 * saw free stays free; whoever ran a job gives its slot back, from any thread.
 */
final class Slots {
  private final AtomicInteger busy = new AtomicInteger();
  private final Wakeup dispatcher;

  /** Written by the dispatcher alone. */
  private volatile int total;

  Slots(int total, Wakeup dispatcher) {
    this.total = total;
    this.dispatcher = dispatcher;
  }

  int total() {
    return total;
  }

  int busy() {
    return busy.get();
  }

  /** Negative while more jobs run than may by now. */
  int free() {
    return total - busy.get();
  }

  /** More are free at once; fewer, as the jobs end that run. */
  void resize(int wanted) {
    total = wanted;
  }

  void take() {
    busy.incrementAndGet();
  }

  void giveBack() {
    busy.decrementAndGet();
    dispatcher.signal();
  }
}
