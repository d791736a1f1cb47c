package io.orrery.worker;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many jobs of a queue may run at once. The dispatcher alone takes, so that what it saw free
 * stays free; whoever ran a job gives its slot back, from any thread.
 */
final class Slots {
  private final int total;
  private final AtomicInteger free;
  private final Wakeup dispatcher;

  Slots(int total, Wakeup dispatcher) {
    this.total = total;
    this.free = new AtomicInteger(total);
    this.dispatcher = dispatcher;
  }

  int total() {
    return total;
  }

  int free() {
    return free.get();
  }

  void take() {
    free.decrementAndGet();
  }

  void giveBack() {
    free.incrementAndGet();
    dispatcher.signal();
  }
}
