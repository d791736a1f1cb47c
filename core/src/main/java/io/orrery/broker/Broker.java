package io.orrery.broker;

import io.orrery.QueueName;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Carries doorbells to workers: at least once while it lives, in no promised order across messages.
 * Safe for many threads. Every adapter passes {@code BrokerContract}. An adapter reconnects by
 * itself for ever; while it can't reach the broker, {@link #ring} drops and {@link #available} is
 * false.
 */
public interface Broker extends AutoCloseable {
  /** Where adapters honestly differ. The contract suite skips by feature, never by adapter. */
  enum Feature {
    /** Messages survive a restart of the broker. */
    DURABLE,
    /** A waiting doorbell of higher priority is delivered before one of lower. */
    PRIORITY,
    /** A doorbell that no queue took is reported through {@link BrokerEvents#ringReturned}. */
    REPORTS_UNROUTABLE,
    /** It lives outside this process, so that its connection can be lost. */
    REMOTE
  }

  /** A listener's place in line, until it is closed. Closing it again does nothing. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Publishes a doorbell. Never waits for the network: where it can't be sent, and after {@link
   * #close}, it is dropped and counted.
   */
  void ring(Doorbell doorbell);

  /** Publishes a notice to the dead-letter queue, on the terms of {@link #ring}. */
  void notifyDead(DeadNotice notice);

  /** Tells every process that listens, this one included, on the terms of {@link #ring}. */
  void hint(Hint hint);

  /**
   * Calls {@code listener} for each hint, until the registration or the broker is closed. The
   * listener must not block; what it throws is logged.
   *
   * @throws IllegalStateException if the broker is closed
   */
  Registration onHint(Consumer<Hint> listener);

  /** Tells every process that listens for news, on the terms of {@link #ring}. */
  void tell(News news);

  /**
   * Calls {@code listener} for all news, until the registration or the broker is closed. The
   * listener must not block: what comes faster than it takes is dropped. What it throws is logged.
   *
   * @throws IllegalStateException if the broker is closed
   */
  Registration onNews(Consumer<News> listener);

  /**
   * Begins to deliver a queue's doorbells, and goes on doing so across reconnects.
   *
   * @param prefetch how many deliveries may be unsettled at once; 1 or more
   * @param listener called by one thread at a time; must not block; what it throws is logged, and
   *     the delivery goes back unless it was settled
   * @throws IllegalStateException if the broker is closed
   */
  Subscription subscribe(QueueName queue, int prefetch, Consumer<Delivery> listener);

  /**
   * Doorbells that are ready in the queue, all priorities together, those lent out not counted. 0
   * means that a doorbell rung now would be the only one: a queue that is not there is made before
   * this returns. Waits at most 10 s for each answer of the broker.
   *
   * @throws BrokerUnavailable if it can't be asked, or refuses this queue
   * @throws IllegalStateException if the broker is closed
   */
  long depth(QueueName queue);

  /**
   * True while doorbells can be both sent and received as far as is known: connected, and not
   * blocked. Whether a single queue is refused, its {@link Subscription} tells.
   */
  boolean available();

  Set<Feature> features();

  /**
   * Sends what was rung (waits at most 5 s for it), then closes; unsettled deliveries go back.
   * Calling it again does nothing.
   */
  @Override
  void close();
}
