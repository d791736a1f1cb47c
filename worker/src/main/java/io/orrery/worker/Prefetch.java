package io.orrery.worker;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * How many doorbells a lane asks the broker for, so that about as many jobs are at hand as it has
 * slots, or twice as many where jobs are short. Looked at once a second, and changed only by a
 * factor: a change costs a round trip. Used by the dispatcher alone.
 */
final class Prefetch {
  /** Before anything is known; a bound on what a queue of large doorbells may bring at once. */
  private static final int FIRST = 64;

  private static final int FACTOR = 2;
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private int slots;
  private int current;
  private boolean stuck;
  private int leaving;

  private long periodStart;
  private int bells;
  private int jobs;
  private int claimed;

  Prefetch(int slots, long now) {
    this.slots = slots;
    this.current = Math.min(slots, FIRST);
    this.periodStart = now;
  }

  /** What to ask for now. */
  int current() {
    return (stuck ? 1 : current) + Math.min(leaving, FIRST);
  }

  /** The lane has another number of slots: what was right for the last one is scaled to it. */
  void slots(int wanted) {
    long scaled = Math.ceilDiv((long) current * wanted, slots);
    current = Math.clamp(scaled, 1, Math.max(current, FIRST));
    slots = wanted;
  }

  void delivered(int jobsInBell) {
    bells++;
    jobs += jobsInBell;
  }

  void claimed() {
    claimed++;
  }

  /** Bells were given back unclaimed: one at a time is enough, until slots go hungry. */
  void stuck() {
    stuck = true;
  }

  /** A slot is free, and no bell is at hand for it. */
  void hungry() {
    stuck = false;
  }

  /** A bell waits to go back: it stays lent until then, and must not take another's place. */
  void leaves() {
    leaving++;
  }

  /** It has gone back. */
  void left() {
    leaving--;
  }

  /** What to ask for from now on, if that has changed by enough since it was last asked. */
  OptionalInt review(long now, int asked) {
    if (now - periodStart >= PERIOD) {
      learn();
      periodStart = now;
      bells = 0;
      jobs = 0;
      claimed = 0;
    }
    return current() == asked ? OptionalInt.empty() : OptionalInt.of(current());
  }

  private void learn() {
    if (bells == 0) {
      return;
    }
    // Jobs are short where slots turned over within the period.
    long target = claimed > slots ? 2L * slots : slots;
    int wanted = (int) Math.max(1, Math.ceilDiv(target * bells, jobs));
    if (wanted >= FACTOR * current || wanted * FACTOR <= current) {
      current = wanted;
    }
  }
}
