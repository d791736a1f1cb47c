package io.orrery.worker;

import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Delivery;
import io.orrery.store.Steering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * The lanes of a worker, and every bell that it holds: in the inbox, waiting in its lane, or about
 * to go back. Used by the dispatcher alone, where nothing else is said.
 */
@Singleton
final class Lanes {
  private final List<Lane> lanes = new ArrayList<>();
  private final Departures departures = new Departures();
  private final Wakeup dispatcher;
  private final LongSupplier nanoTime;
  private final long hold;
  private final WorkerMetrics metrics;

  /** Filled by the broker's threads; bounded by what is prefetched. */
  private final Queue<Bell> inbox = new ConcurrentLinkedQueue<>();

  /** Which lane asks first: each in turn, so that a wide one does not starve the rest. */
  private int first;

  @Inject
  Lanes(WorkerPlan plan, Wakeups wakeups, LongSupplier nanoTime, WorkerMetrics metrics) {
    this.dispatcher = wakeups.dispatcher;
    this.nanoTime = nanoTime;
    this.hold = plan.config().worker().hold().toNanos();
    this.metrics = metrics;
    plan.queues()
        .forEach(
            (queue, total) -> {
              Slots slots = new Slots(total, dispatcher);
              Lane lane = new Lane(queue, slots, nanoTime.getAsLong());
              metrics.watch(lane);
              lanes.add(lane);
            });
  }

  List<Lane> all() {
    return lanes;
  }

  /** The lane of a queue; the first lane for a queue that is none of this worker's. */
  Lane of(QueueName queue) {
    return lanes.stream()
        .filter(lane -> lane.queue().equals(queue))
        .findFirst()
        .orElse(lanes.getFirst());
  }

  boolean serve(QueueName queue) {
    return lanes.stream().anyMatch(lane -> lane.queue().equals(queue));
  }

  /** Notes how queues are steered; those not named run as they were started. For any thread. */
  void steer(Map<QueueName, Steering> steered) {
    boolean other = false;
    for (Lane lane : lanes) {
      other |= lane.steer(steered.getOrDefault(lane.queue(), Steering.NONE));
    }
    if (other) {
      dispatcher.signal();
    }
  }

  /** Does as they are steered. Returns whether one has another number of slots now. */
  boolean obey() {
    boolean resized = false;
    for (Lane lane : lanes) {
      resized |= lane.obey();
    }
    return resized;
  }

  /** Slots of each lane at this moment, in the order in which they were given. For any thread. */
  List<Integer> slots() {
    return lanes.stream().map(lane -> lane.slots().total()).toList();
  }

  /** How many jobs may run, or run although their slots have been taken away. */
  int room() {
    return lanes.stream().mapToInt(Lane::room).sum();
  }

  /** Begins to listen. Called once, by the thread that starts the worker. */
  void subscribe(Broker broker) {
    for (Lane lane : lanes) {
      lane.obey();
      lane.subscribe(
          broker, nanoTime.getAsLong(), (delivery, number) -> deliver(lane, delivery, number));
    }
  }

  /** Called by the broker's threads. */
  void deliver(Lane lane, Delivery delivery, long number) {
    inbox.add(new Bell(lane, delivery, number, nanoTime.getAsLong()));
    dispatcher.signal();
  }

  /** Moves what arrived into the lanes. */
  void receive(long now) {
    for (Bell bell = inbox.poll(); bell != null; bell = inbox.poll()) {
      bell.lane().add(bell, now);
    }
  }

  /** Gathers the next claim, of at most so many jobs. */
  Claim ask(int most) {
    Claim claim = new Claim();
    first = (first + 1) % lanes.size();
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get((first + i) % lanes.size()).ask(claim, most - claim.size());
    }
    return claim;
  }

  /** Takes a bell out of its lane, to be given back then. */
  void depart(Bell bell, long at) {
    bell.lane().leave(bell);
    departures.add(bell, at);
  }

  /** Gives back what is due, and what has waited for a slot for longer than the hold time. */
  void giveBackDue(long now) {
    departures.giveBackDue(now);
    for (Lane lane : lanes) {
      metrics.givenBack(lane.giveBackArrivedBefore(now - hold));
    }
  }

  void giveBackAll() {
    departures.giveBackAll();
    lanes.forEach(Lane::giveBackAll);
  }

  void reviewPrefetch(long now) {
    lanes.forEach(lane -> lane.reviewPrefetch(now));
  }

  /** True while some bell waits for a slot, or for its time to go back. */
  boolean waiting() {
    return !departures.isEmpty() || lanes.stream().anyMatch(Lane::waiting);
  }

  /** How far each lane has claimed, by "queue/priority". For any thread. */
  Map<String, Long> claimedTo() {
    Map<String, Long> told = new TreeMap<>();
    lanes.forEach(lane -> lane.tellClaimedTo(told));
    return told;
  }

  /** Stops deliveries; what is held can still be settled. For the thread that drains. */
  void stop() {
    lanes.forEach(Lane::stop);
  }
}
