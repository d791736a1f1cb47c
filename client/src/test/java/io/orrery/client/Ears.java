package io.orrery.client;

import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears all that is rung for queue {@code default} and hinted, through a connection of its own. */
final class Ears implements AutoCloseable {
  private final Broker broker;
  private final List<Doorbell> doorbells = new CopyOnWriteArrayList<>();
  private final List<Hint> hints = new CopyOnWriteArrayList<>();

  private Ears(Broker broker) {
    this.broker = broker;
    broker.onHint(hints::add);
    broker.subscribe(
        QueueName.DEFAULT,
        100,
        delivery -> {
          doorbells.add(delivery.doorbell());
          delivery.ack();
        });
  }

  static Ears on(URI broker) {
    return new Ears(Brokers.connect(broker, "ears", new BrokerEvents() {}));
  }

  /** Waits until as many jobs have been rung for, and returns the doorbells. */
  List<Doorbell> awaitJobs(int count) {
    await().atMost(ClientTest.SOON).until(() -> rung().size() >= count);
    return List.copyOf(doorbells);
  }

  List<Hint> awaitHints(int count) {
    await().atMost(ClientTest.SOON).until(() -> hints.size() >= count);
    return List.copyOf(hints);
  }

  /** The ids heard so far. */
  List<JobId> rung() {
    return doorbells.stream().map(Doorbell::jobs).flatMap(Collection::stream).toList();
  }

  List<Hint> hinted() {
    return List.copyOf(hints);
  }

  @Override
  public void close() {
    broker.close();
  }
}
