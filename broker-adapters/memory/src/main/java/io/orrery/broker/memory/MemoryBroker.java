package io.orrery.broker.memory;

import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import io.orrery.broker.Subscription;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One process's connection to a {@link MemoryServer}. */
final class MemoryBroker implements Broker {
  private final MemoryServer server;
  private final BrokerEvents events;
  private final Runnable onClose;

  // Guarded by this.
  private final Set<MemorySubscription> subscriptions = new HashSet<>();
  private final Set<Registration> registrations = new HashSet<>();
  private boolean closed;

  MemoryBroker(MemoryServer server, BrokerEvents events, Runnable onClose) {
    this.server = server;
    this.events = events;
    this.onClose = onClose;
  }

  @Override
  public void ring(Doorbell doorbell) {
    if (!available() || !server.queue(doorbell.queue()).add(doorbell)) {
      events.ringsDropped(1);
    }
  }

  @Override
  public void notifyDead(DeadNotice notice) {
    if (available()) {
      server.bury(notice);
    } else {
      events.ringsDropped(1);
    }
  }

  @Override
  public void hint(Hint hint) {
    if (!available() || !server.hints().tell(hint)) {
      events.ringsDropped(1);
    }
  }

  @Override
  public Registration onHint(Consumer<Hint> listener) {
    return listen(server.hints(), listener);
  }

  @Override
  public void tell(News news) {
    if (!available() || !server.news().tell(news)) {
      events.ringsDropped(1);
    }
  }

  @Override
  public Registration onNews(Consumer<News> listener) {
    return listen(server.news(), listener);
  }

  private synchronized <T> Registration listen(Broadcast<T> broadcast, Consumer<T> listener) {
    checkOpen();
    Listening<T> listening = new Listening<>(broadcast, listener);
    registrations.add(listening);
    broadcast.listen(listening);
    return listening;
  }

  @Override
  public synchronized Subscription subscribe(
      QueueName queue, int prefetch, Consumer<Delivery> listener) {
    checkOpen();
    MemorySubscription subscription =
        new MemorySubscription(server.queue(queue), prefetch, listener);
    subscriptions.add(subscription);
    subscription.start();
    return subscription;
  }

  @Override
  public synchronized long depth(QueueName queue) {
    checkOpen();
    return server.queue(queue).depth();
  }

  @Override
  public synchronized boolean available() {
    return !closed;
  }

  @Override
  public Set<Feature> features() {
    return Set.of(Feature.PRIORITY);
  }

  @Override
  public void close() {
    List<MemorySubscription> ending;
    List<Registration> leaving;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      ending = List.copyOf(subscriptions);
      leaving = List.copyOf(registrations);
    }
    leaving.forEach(Registration::close);
    ending.forEach(MemorySubscription::abandon);
    onClose.run();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this memory broker is closed");
    }
  }

  /** Its own object, so that a listener registered twice is closed once at a time. */
  private final class Listening<T> implements Registration, Consumer<T> {
    private final Broadcast<T> broadcast;
    private final Consumer<T> listener;

    Listening(Broadcast<T> broadcast, Consumer<T> listener) {
      this.broadcast = broadcast;
      this.listener = listener;
    }

    @Override
    public void accept(T message) {
      listener.accept(message);
    }

    @Override
    public void close() {
      broadcast.unlisten(this);
      synchronized (MemoryBroker.this) {
        registrations.remove(this);
      }
    }
  }
}
