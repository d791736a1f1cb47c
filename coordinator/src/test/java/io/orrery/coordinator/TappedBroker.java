package io.orrery.coordinator;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerUnavailable;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import io.orrery.broker.Subscription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A broker that shows what passes through it, and has the faults that a test gives it. */
final class TappedBroker implements Broker {
  /** Where it is broken. */
  enum Fault {
    NONE,
    /** Takes doorbells and loses them. */
    LOSES_RINGS,
    /** Known to be away. */
    AWAY,
    /** Says that it is there, and does not answer. */
    MUTE
  }

  final List<Doorbell> rung = new ArrayList<>();
  final List<DeadNotice> notices = new ArrayList<>();
  final Set<QueueName> refused = new HashSet<>();
  Fault fault = Fault.NONE;
  private final Broker broker;

  TappedBroker(Broker broker) {
    this.broker = broker;
  }

  /** Every job rung for, in order, however often. */
  List<JobId> rungJobs() {
    return rung.stream().flatMap(doorbell -> doorbell.jobs().stream()).toList();
  }

  @Override
  public void ring(Doorbell doorbell) {
    rung.add(doorbell);
    if (fault == Fault.NONE) {
      broker.ring(doorbell);
    }
  }

  @Override
  public void notifyDead(DeadNotice notice) {
    notices.add(notice);
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
    return broker.subscribe(queue, prefetch, listener);
  }

  @Override
  public long depth(QueueName queue) {
    if (fault == Fault.MUTE || refused.contains(queue)) {
      throw new BrokerUnavailable("no answer", null);
    }
    return broker.depth(queue);
  }

  @Override
  public boolean available() {
    return fault != Fault.AWAY;
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
