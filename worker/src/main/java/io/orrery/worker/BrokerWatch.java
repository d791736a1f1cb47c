package io.orrery.worker;

import io.orrery.broker.Broker;
import io.orrery.broker.Subscription;
import java.util.concurrent.TimeUnit;

/**
 * Decides when to claim a queue's jobs without doorbells: once the broker has been away, or has
 * refused the queue, for 10 s; until a doorbell of it arrives, or it has been back for 10 s (by
 * then the relay has rung for what was lost). Used by the dispatcher alone.
 */
final class BrokerWatch {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final Broker broker;
  private final Subscription subscription;
  private boolean away;

  /** Since when what is seen of the broker contradicts {@link #away}; now, if it does not. */
  private long since;

  BrokerWatch(Broker broker, Subscription subscription, long now) {
    this.broker = broker;
    this.subscription = subscription;
    this.since = now;
  }

  /** A doorbell arrived: it is back, whatever else is known. */
  void delivered(long now) {
    away = false;
    since = now;
  }

  boolean away(long now) {
    boolean available = broker.available() && subscription.available();
    if (available != away) {
      since = now;
    } else if (now - since >= PATIENCE) {
      away = !away;
      since = now;
    }
    return away;
  }
}
