package io.orrery.broker.rabbitmq;

import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.BrokerRefused;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import io.orrery.broker.Subscription;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One process's connections to one RabbitMQ. */
final class RabbitBroker implements Broker {
  private final RabbitSettings settings;
  private final BrokerEvents events;

  /** Calls listeners. The library uses at most one thread for each channel that it consumes on. */
  private final ExecutorService deliveries =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("orrery-rabbitmq-deliver-", 0).factory());

  private final Publisher publisher;
  private final Receiver receiver;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RabbitBroker(URI uri, String processName, RabbitSettings settings, BrokerEvents events) {
    this.settings = settings;
    this.events = events;
    Connector connector = new Connector(uri, processName, settings, deliveries);
    this.publisher = new Publisher(connector, settings, events);
    this.receiver = new Receiver(connector, settings, events);
  }

  /**
   * Connects. Where RabbitMQ can't be reached, returns all the same and goes on trying.
   *
   * @throws BrokerRefused if it says no for good
   * @throws IllegalArgumentException if the URI is malformed
   */
  static RabbitBroker connect(
      URI uri, String processName, RabbitSettings settings, BrokerEvents events) {
    RabbitBroker broker = new RabbitBroker(uri, processName, settings, events);
    try {
      broker.publisher.start();
    } catch (BrokerRefused e) {
      broker.deliveries.shutdown();
      throw e;
    }
    return broker;
  }

  @Override
  public void ring(Doorbell doorbell) {
    publisher.ring(doorbell);
  }

  @Override
  public void notifyDead(DeadNotice notice) {
    publisher.notifyDead(notice);
  }

  @Override
  public void hint(Hint hint) {
    publisher.hint(hint);
  }

  @Override
  public Registration onHint(Consumer<Hint> listener) {
    return listen(Broadcast.HINTS, listener);
  }

  @Override
  public void tell(News news) {
    publisher.tell(news);
  }

  @Override
  public Registration onNews(Consumer<News> listener) {
    return listen(Broadcast.NEWS, listener);
  }

  private <T> Registration listen(Broadcast<T> broadcast, Consumer<T> listener) {
    checkOpen();
    BroadcastInlet<T> inlet = new BroadcastInlet<>(broadcast, listener, receiver::wake, events);
    receiver.add(inlet);
    return inlet;
  }

  @Override
  public Subscription subscribe(QueueName queue, int prefetch, Consumer<Delivery> listener) {
    checkOpen();
    RabbitSubscription subscription =
        new RabbitSubscription(
            new RabbitSubscription.Order(queue, listener, settings.silence()),
            prefetch,
            receiver,
            events);
    receiver.add(subscription);
    return subscription;
  }

  @Override
  public long depth(QueueName queue) {
    checkOpen();
    return receiver.depth(queue);
  }

  @Override
  public boolean available() {
    return !closed.get() && publisher.available() && receiver.available();
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.allOf(Feature.class);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      publisher.close();
      receiver.close();
      deliveries.shutdown();
    }
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("this RabbitMQ broker is closed");
    }
  }
}
