package io.orrery.metrics;

import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import io.orrery.broker.Subscription;
import io.prometheus.client.Histogram;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counts what passes through a broker, and times what waits for it. As safe for many threads as the
 * broker is.
 */
public final class MeteredBroker implements Broker {
  private final Broker broker;
  private final BrokerMeters meters;

  public MeteredBroker(Broker broker, BrokerMeters meters) {
    this.broker = broker;
    this.meters = meters;
  }

  @Override
  public void ring(Doorbell doorbell) {
    meters.rung(doorbell.jobs().size());
    broker.ring(doorbell);
  }

  @Override
  public void notifyDead(DeadNotice notice) {
    broker.notifyDead(notice);
  }

  @Override
  public void hint(Hint hint) {
    broker.hint(hint);
  }

  @Override
  public Registration onHint(Consumer<Hint> listener) {
    return broker.onHint(listener);
  }

  @Override
  public void tell(News news) {
    broker.tell(news);
  }

  @Override
  public Registration onNews(Consumer<News> listener) {
    return broker.onNews(listener);
  }

  @Override
  public Subscription subscribe(QueueName queue, int prefetch, Consumer<Delivery> listener) {
    return broker.subscribe(
        queue,
        prefetch,
        delivery -> {
          meters.delivered();
          listener.accept(delivery);
        });
  }

  @Override
  public long depth(QueueName queue) {
    try (Histogram.Timer timer = meters.depthTimer()) {
      return broker.depth(queue);
    }
  }

  @Override
  public boolean available() {
    return broker.available();
  }

  @Override
  public Set<Feature> features() {
    return broker.features();
  }

  @Override
  public void close() {
    broker.close();
  }
}
