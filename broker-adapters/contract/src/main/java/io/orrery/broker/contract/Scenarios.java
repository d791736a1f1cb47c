package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orrery.JobId;
import io.orrery.Priority;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Broker.Feature;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Doorbell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * What all scenarios share: a queue of their own, and the brokers that they opened. An adapter that
 * never calls a listener fails, and does not hang the build.
 */
@Timeout(120)
abstract class Scenarios {
  /** A safety net on a busy machine, not a time that any test waits for. */
  static final Duration SOON = Duration.ofSeconds(30);

  private final List<Broker> opened = new ArrayList<>();
  private final QueueName queue = new QueueName("contract-" + UUID.randomUUID());

  final BrokerContract adapter;

  Scenarios(BrokerContract adapter) {
    this.adapter = adapter;
  }

  /** A queue of this test's own. */
  QueueName queue() {
    return queue;
  }

  Broker open() {
    return open(new Tally());
  }

  Broker open(BrokerEvents events) {
    Broker broker = adapter.connect(events);
    opened.add(broker);
    return broker;
  }

  Doorbell doorbell(Priority priority) {
    return new Doorbell(queue, priority.level(), List.of(JobId.next()));
  }

  /** Rings so many doorbells of one job each, and returns them. */
  List<Doorbell> ring(Broker broker, int count) {
    List<Doorbell> rung = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Doorbell doorbell = doorbell(Priority.NORMAL);
      broker.ring(doorbell);
      rung.add(doorbell);
    }
    return rung;
  }

  void awaitDepth(Broker broker, long depth) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(broker.depth(queue)).as("ready").isEqualTo(depth));
  }

  void needs(Feature feature) {
    assumeTrue(
        adapter.expectedFeatures().contains(feature),
        () -> "the adapter does not claim " + feature);
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Broker::close);
  }
}
