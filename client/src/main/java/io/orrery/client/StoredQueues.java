package io.orrery.client;

import io.orrery.Actor;
import io.orrery.QueueName;
import io.orrery.QueueStatus;
import io.orrery.broker.Broker;
import io.orrery.broker.Hint;
import io.orrery.config.ProcessName;
import io.orrery.store.QueueRows;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Queues as the store keeps them; their workers are told of every change. */
final class StoredQueues implements Queues {
  private final Gate gate;
  private final Wires wires;
  private final QueueRows rows;
  private final Broker broker;
  private final Actor actor;

  @Inject
  StoredQueues(Gate gate, Wires wires, QueueRows rows, Broker broker) {
    this(gate, wires, rows, broker, Actor.calling(ProcessName.of("client")));
  }

  private StoredQueues(Gate gate, Wires wires, QueueRows rows, Broker broker, Actor actor) {
    this.gate = gate;
    this.wires = wires;
    this.rows = rows;
    this.broker = broker;
    this.actor = actor;
  }

  @Override
  public Queues as(Actor other) {
    Objects.requireNonNull(other, "the actor is null: say who does it");
    return new StoredQueues(gate, wires, rows, broker, other);
  }

  @Override
  public List<QueueStatus> list() {
    return run("list queues", rows::list);
  }

  @Override
  public boolean pause(String name) {
    QueueName queue = new QueueName(name);
    return steer("pause", queue, () -> rows.pause(queue, actor));
  }

  @Override
  public boolean resume(String name) {
    QueueName queue = new QueueName(name);
    return steer("resume", queue, () -> rows.resume(queue, actor));
  }

  @Override
  public boolean slots(String name, int slots) {
    QueueName queue = new QueueName(name);
    if (slots < 1 || slots > QueueStatus.MOST_SLOTS) {
      throw new IllegalArgumentException(
          "%d slots for queue %s: use 1 to %d, or pause it"
              .formatted(slots, queue, QueueStatus.MOST_SLOTS));
    }
    return steer("limit", queue, () -> rows.slots(queue, slots, actor));
  }

  @Override
  public boolean slotsAsStarted(String name) {
    QueueName queue = new QueueName(name);
    return steer("limit", queue, () -> rows.slotsAsStarted(queue, actor));
  }

  private boolean steer(String doing, QueueName queue, Callable<Boolean> change) {
    boolean changed = run(doing + " queue " + queue, change);
    // Also where nothing changed: the answer to an earlier try may have been lost, and its hint.
    broker.hint(new Hint.Queue(queue));
    return changed;
  }

  private <T> T run(String doing, Callable<T> work) {
    return gate.pass(() -> Wires.outcome(wires.submit(work), doing));
  }
}
