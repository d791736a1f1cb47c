package io.orrery.worker;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Bells that go back to the broker after a pause. Used by the dispatcher alone. */
final class Departures {
  private record Departure(Bell bell, long at) {}

  private final PriorityQueue<Departure> waiting =
      new PriorityQueue<>(
          Comparator.comparing(Departure::at, (one, other) -> Long.signum(one - other)));

  void add(Bell bell, long at) {
    waiting.add(new Departure(bell, at));
  }

  void giveBackDue(long now) {
    while (!waiting.isEmpty() && waiting.element().at() - now <= 0) {
      giveBack(waiting.remove());
    }
  }

  void giveBackAll() {
    waiting.forEach(Departures::giveBack);
    waiting.clear();
  }

  private static void giveBack(Departure departure) {
    departure.bell().lane().giveBack(departure.bell());
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
