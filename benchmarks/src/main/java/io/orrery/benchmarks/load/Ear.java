package io.orrery.benchmarks.load;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Brokers;
import io.orrery.broker.Delivery;
import io.orrery.broker.Subscription;
import io.orrery.metrics.BrokerMeters;
import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.util.BitSet;

/**
 * Takes the doorbells of the benchmark's jobs as fast as they come, claims nothing, and counts the
 * jobs that were rung for. It knows them by the numbers that {@link Backlog} gave them.
 */
final class Ear implements AutoCloseable {
  private static final int PREFETCH = 500;

  private final Broker broker;
  private final BitSet heard; // Of the subscription's one thread.
  private volatile int jobs;
  private volatile long rings;

  private Ear(Broker broker, int jobs) {
    this.broker = broker;
    this.heard = new BitSet(jobs + 1);
  }

  static Ear open(URI uri, int jobs) {
    BrokerMeters meters = new BrokerMeters(new CollectorRegistry());
    Ear ear = new Ear(Brokers.connect(uri, "orrery-bench", meters), jobs);
    Subscription subscription =
        ear.broker.subscribe(new QueueName(Work.QUEUE), PREFETCH, ear::hear);
    subscription.prefetch(PREFETCH);
    return ear;
  }

  /** How many jobs were rung for, each counted once. */
  long jobs() {
    return jobs;
  }

  /** How often jobs were rung for. */
  long rings() {
    return rings;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private void hear(Delivery delivery) {
    int heardNow = 0;
    for (JobId job : delivery.doorbell().jobs()) {
      int number = Backlog.number(job);
      if (!heard.get(number)) {
        heard.set(number);
        heardNow++;
      }
    }
    jobs += heardNow;
    rings += delivery.doorbell().jobs().size();
    delivery.ack();
  }

  @Override
  public void close() {
    broker.close();
  }
}
