package io.orrery.client;

import io.orrery.JobId;
import io.orrery.store.JobEnd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * All who wait for the end of a job, in the order of their looks: however many they are, nobody is
 * passed over for somebody who was looked at since. Each looks first after 5 ms, then at pauses
 * that double up to 250 ms. Times are {@link System#nanoTime}. Not safe for many threads.
 */
final class Turns {
  /** Bounds what one statement may bring back: that many results. */
  static final int MOST_LOOKS = 250;

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

  /** One caller's wait. Only its {@code end} may be touched from outside. */
  static final class Waiter {
    private final JobId id;
    private final CompletableFuture<JobEnd> end = new CompletableFuture<>();
    private final long number;
    private long nextLook;
    private long pause = FIRST_PAUSE;

    private Waiter(JobId id, long number) {
      this.id = id;
      this.number = number;
    }

    JobId id() {
      return id;
    }

    CompletableFuture<JobEnd> end() {
      return end;
    }
  }

  /** By difference, as times that may overflow are compared. */
  private static final Comparator<Waiter> BY_LOOK =
      ((Comparator<Waiter>) (one, other) -> Long.signum(one.nextLook - other.nextLook))
          .thenComparingLong(waiter -> waiter.number);

  private final TreeSet<Waiter> waiting = new TreeSet<>(BY_LOOK);
  private long joined;

  Waiter join(JobId id, long now) {
    Waiter waiter = new Waiter(id, joined++);
    queue(waiter, now);
    return waiter;
  }

  /** Does nothing for one who has left. */
  void leave(Waiter waiter) {
    waiting.remove(waiter);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Nanoseconds until the first look, of which there must be one; none or less: it is due. */
  long untilNext(long now) {
    return waiting.first().nextLook - now;
  }

  /**
   * Those who are due now or very soon, so that many waiters do not make many statements; the rest
   * of a crowd is next.
   */
  List<Waiter> take(long now) {
    List<Waiter> turn = new ArrayList<>();
    while (turn.size() < MOST_LOOKS && !waiting.isEmpty() && untilNext(now) <= FIRST_PAUSE) {
      turn.add(waiting.pollFirst());
    }
    turn.forEach(waiter -> queue(waiter, now));
    return turn;
  }

  /** Empties it. */
  List<Waiter> takeAll() {
    List<Waiter> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  private void queue(Waiter waiter, long now) {
    waiter.nextLook = now + waiter.pause;
    waiter.pause = Math.min(2 * waiter.pause, LONGEST_PAUSE);
    waiting.add(waiter);
  }
}
