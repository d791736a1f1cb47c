package io.orrery.benchmarks.failover;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/** Deals faults: every card of the pack before any comes again, in an order that a seed decides. */
final class Deck {
  /** The two whose times have a target come twice. */
  private static final List<Fault> PACK = pack();

  private final Random random;
  private final Queue<Fault> left = new ArrayDeque<>();

  Deck(Random random) {
    this.random = random;
  }

  Fault deal() {
    if (left.isEmpty()) {
      List<Fault> shuffled = new ArrayList<>(PACK);
      Collections.shuffle(shuffled, random);
      left.addAll(shuffled);
    }
    return left.remove();
  }

  private static List<Fault> pack() {
    List<Fault> pack = new ArrayList<>(List.of(Fault.values()));
    pack.add(Fault.KILL);
    pack.add(Fault.STOP);
    return List.copyOf(pack);
  }
}
