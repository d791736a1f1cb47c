package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Subscription;
import io.orrery.broker.contract.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A process that rings a queue of its own and acknowledges what it hears there. */
final class Ringer implements AutoCloseable {
  /** A safety net on a busy machine, not a time that any test waits for. */
  static final Duration SOON = Duration.ofSeconds(60);

  final QueueName queue = new QueueName("fault-" + UUID.randomUUID());
  final Tally tally = new Tally();
  final RabbitBroker broker;
  private final Set<JobId> heard = ConcurrentHashMap.newKeySet();
  private @Nullable Subscription subscription;

  Ringer() {
    broker = OwnRabbit.connect(tally);
  }

  /** Tells these, and not its tally. */
  Ringer(BrokerEvents events) {
    broker = OwnRabbit.connect(events);
  }

  Ringer subscribed() {
    subscription = broker.subscribe(queue, 100, this::hear);
    return this;
  }

  Subscription subscription() {
    return Objects.requireNonNull(subscription, "not subscribed");
  }

  private void hear(Delivery delivery) {
    heard.addAll(delivery.doorbell().jobs());
    delivery.ack();
  }

  JobId ring() {
    JobId job = JobId.next();
    broker.ring(new Doorbell(queue, 5, List.of(job)));
    return job;
  }

  /**
   * Rings, again and again as a relay would, until a doorbell is heard that was rung from now on.
   */
  void awaitWorking() {
    Set<JobId> rung = ConcurrentHashMap.newKeySet();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              rung.add(ring());
              assertThat(heard).containsAnyElementsOf(rung);
            });
  }

  @Override
  public void close() {
    broker.close();
  }
}
