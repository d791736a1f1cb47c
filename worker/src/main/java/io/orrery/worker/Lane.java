package io.orrery.worker;

import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Delivery;
import io.orrery.broker.Subscription;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Steering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One queue of a worker: its slots, the doorbells that wait for one, and whether any can come. Used
 * by the dispatcher alone, where nothing else is said. At most so many bells as are prefetched.
 */
final class Lane {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final int PRIORITIES = 10;

  private final QueueName queue;
  private final Slots slots;
  private final Prefetch prefetch;
  private final PriorityQueue<Bell> bells = new PriorityQueue<>(Bell.ORDER);

  /** Written by the dispatcher, read by the beater. */
  private final AtomicLongArray claimedTo = new AtomicLongArray(PRIORITIES);

  private final AtomicLong deliveries = new AtomicLong();

  // Set once, before the dispatcher starts.
  private @Nullable Subscription subscription;
  private @Nullable BrokerWatch watch;

  private int asked;

  /** How it should be, as PostgreSQL was last read. Written by the beater. */
  private volatile Steering steering = Steering.NONE;

  /** As it was started with. */
  private final int startedWith;

  /** Written by the dispatcher alone. */
  private volatile boolean paused;

  Lane(QueueName queue, Slots slots, long now) {
    this.queue = queue;
    this.slots = slots;
    this.startedWith = slots.total();
    this.prefetch = new Prefetch(slots.total(), now);
    this.asked = prefetch.current();
  }

  QueueName queue() {
    return queue;
  }

  Slots slots() {
    return slots;
  }

  /** Notes how it is steered from now on. For any thread. False: as before. */
  boolean steer(Steering wanted) {
    boolean other = !wanted.equals(steering);
    steering = wanted;
    return other;
  }

  /** Does as it is steered. Returns whether it has another number of slots now. */
  boolean obey() {
    Steering wanted = steering;
    if (wanted.paused() != paused) {
      paused = wanted.paused();
      log.info("queue {} is {}", queue, paused ? "paused" : "resumed");
      followPause();
    }
    int total = wanted.slots().orElse(startedWith);
    if (total == slots.total()) {
      return false;
    }
    log.info("queue {} has {} slots from now on, not {}", queue, total, slots.total());
    slots.resize(total);
    prefetch.slots(total);
    return true;
  }

  /** Doorbells wait in the broker meanwhile, where they keep their places and can be counted. */
  private void followPause() {
    if (subscription == null) {
      return;
    }
    if (paused) {
      subscription.pause();
      giveBackAll();
    } else {
      subscription.resume();
    }
  }

  /** How many of its jobs may run, or run although their slots have been taken away. */
  int room() {
    return Math.max(slots.total(), slots.busy());
  }

  boolean paused() {
    return paused;
  }

  /** Begins to listen. The listener is called by the broker's thread with the delivery's number. */
  void subscribe(Broker broker, long now, BiConsumer<Delivery, Long> listener) {
    asked = prefetch.current();
    Subscription begun =
        broker.subscribe(
            queue, asked, delivery -> listener.accept(delivery, deliveries.incrementAndGet()));
    subscription = begun;
    watch = new BrokerWatch(broker, begun, now);
    if (paused) {
      begun.pause();
    }
  }

  void add(Bell bell, long now) {
    subscribed(watch).delivered(now);
    if (paused) {
      bell.giveBack();
      return;
    }
    bells.add(bell);
    prefetch.delivered(bell.size());
  }

  /** Whether to claim without doorbells, since none can come. */
  boolean away(long now) {
    return subscribed(watch).away(now);
  }

  boolean waiting() {
    return !bells.isEmpty();
  }

  /**
   * Asks for the next jobs, as many as there are free slots: a bell leaves once all of its jobs
   * were asked for.
   */
  void ask(Claim claim, int most) {
    int room = Math.min(slots.free(), most);
    while (room > 0 && !bells.isEmpty()) {
      Bell bell = bells.element();
      claim.touch(bell);
      while (room > 0 && bell.hasNext()) {
        room -= claim.ask(bell.next(), bell) ? 1 : 0;
      }
      if (!bell.hasNext()) {
        bells.remove();
      }
    }
  }

  /** Takes a bell out, which is to be given back later. */
  void leave(Bell bell) {
    bells.remove(bell);
    prefetch.leaves();
  }

  /** Gives back a bell that was taken out. */
  void giveBack(Bell bell) {
    bell.giveBack();
    prefetch.left();
  }

  void claimed(ClaimedJob job) {
    prefetch.claimed();
    int priority = job.priority();
    if (job.ringOrder() > claimedTo.getPlain(priority)) {
      claimedTo.setRelease(priority, job.ringOrder());
    }
  }

  /** Adds how far this lane has claimed, as the beat tells it. For any thread. */
  void tellClaimedTo(Map<String, Long> told) {
    for (int priority = 0; priority < PRIORITIES; priority++) {
      long to = claimedTo.getAcquire(priority);
      if (to > 0) {
        told.put(queue + "/" + priority, to);
      }
    }
  }

  /** Gives back the bells that arrived before this moment. Returns how many. */
  int giveBackArrivedBefore(long nanoTime) {
    List<Bell> late = new ArrayList<>();
    bells.removeIf(bell -> bell.arrivedAt() - nanoTime <= 0 && late.add(bell));
    late.forEach(Bell::giveBack);
    if (!late.isEmpty()) {
      prefetch.stuck();
    }
    return late.size();
  }

  void giveBackAll() {
    bells.forEach(Bell::giveBack);
    bells.clear();
  }

  /** Tells the broker if another number of doorbells would now be right. */
  void reviewPrefetch(long now) {
    if (slots.free() > 0 && bells.isEmpty()) {
      prefetch.hungry();
    }
    prefetch
        .review(now, asked)
        .ifPresent(
            wanted -> {
              asked = wanted;
              subscribed(subscription).prefetch(wanted);
            });
  }

  /** Stops deliveries; those held can still be settled. For the thread that drains. */
  void stop() {
    subscribed(subscription).stop();
  }

  private <T> T subscribed(@Nullable T held) {
    if (held == null) {
      throw new IllegalStateException("queue " + queue + " has no subscription yet");
    }
    return held;
  }
}
