package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.Connection;
import io.orrery.QueueName;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Delivery;
import io.orrery.broker.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener's subscription to one queue, across all channels that it lives through. Its methods
 * only note what is wanted; the receiver's thread does it.
 */
final class RabbitSubscription implements Subscription, Inlet {
  /** What a subscription is about. */
  record Order(QueueName queue, Consumer<Delivery> listener, Duration silence) {}

  private static final Logger log = LoggerFactory.getLogger(RabbitSubscription.class);

  /** RabbitMQ counts in 16 bits. */
  private static final int MOST_PREFETCH = 65_535;

  private static final long STOP_SECONDS = 5;

  private final Order order;
  private final Receiver receiver;
  private final BrokerEvents events;

  /** Held while the listener is called: a dying channel may still deliver beside its heir. */
  private final ReentrantLock turn = new ReentrantLock();

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int prefetch;
  private volatile boolean paused;
  private volatile boolean stopped;
  private volatile boolean closed;

  /** How often it was paused: each time, what came too late is given back by a cancel. */
  private final AtomicInteger pauses = new AtomicInteger();

  // Of the receiver's thread alone.
  private @Nullable Intake intake;
  private int cancelled;
  private final Pace pace = new Pace(System::nanoTime);

  RabbitSubscription(Order order, int prefetch, Receiver receiver, BrokerEvents events) {
    this.order = order;
    this.prefetch = checked(prefetch);
    this.receiver = receiver;
    this.events = events;
  }

  @Override
  public boolean available() {
    return receiver.serves(this);
  }

  @Override
  public void prefetch(int deliveries) {
    if (prefetch != deliveries) {
      prefetch = checked(deliveries);
      receiver.wake();
    }
  }

  @Override
  public void pause() {
    if (!paused) {
      paused = true;
      pauses.incrementAndGet();
      receiver.wake();
    }
  }

  @Override
  public void resume() {
    paused = false;
    receiver.wake();
  }

  @Override
  public void stop() {
    stopped = true;
    receiver.wake();
    try {
      if (turn.tryLock(STOP_SECONDS, TimeUnit.SECONDS)) {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    closed = true;
    receiver.wake();
    try {
      if (receiver.up()) {
        boolean done = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
        log.debug("Closed {}: {}", this, done);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean tend(Connection connection) throws IOException, TimeoutException {
    Intake current = intake;
    if (closed) {
      end(current);
    } else if (stopped) {
      cancel(current);
    } else if (pausedNow(current)) {
      return current != null && current.open();
    } else if (current == null || !current.open()) {
      return reopen(connection, current);
    } else {
      current.resize(prefetch);
      return true;
    }
    return false;
  }

  /** Ends the consumer once for each pause, also where it is over by now. */
  private boolean pausedNow(@Nullable Intake current) throws IOException {
    int asked = pauses.get();
    if (cancelled != asked) {
      cancel(current);
      cancelled = asked;
    }
    return paused;
  }

  private static void cancel(@Nullable Intake current) throws IOException {
    if (current != null) {
      current.cancel();
    }
  }

  private void end(@Nullable Intake current) throws IOException {
    if (current != null) {
      current.close();
    }
    ended.countDown();
  }

  private boolean reopen(Connection connection, @Nullable Intake broken)
      throws IOException, TimeoutException {
    if (!pace.begin()) {
      return false;
    }
    if (broken != null) {
      broken.close();
    }
    Topology.declareJobs(connection, order.queue());
    Intake next = new Intake(Topology.open(connection), this, receiver, events);
    intake = next;
    next.consume(Topology.jobs(order.queue()), prefetch);
    pace.succeeded();
    return true;
  }

  /**
   * Calls the listener, unless the subscription paused or stopped meanwhile; returns whether it was
   * called.
   */
  boolean deliver(RabbitDelivery delivery) {
    turn.lock();
    try {
      if (stopped || paused) {
        return false;
      }
      order.listener().accept(delivery);
    } catch (RuntimeException | Error e) {
      log.error("The listener on queue {} threw; its delivery goes back", order.queue(), e);
      delivery.giveBack();
    } finally {
      turn.unlock();
    }
    return true;
  }

  @Override
  public boolean ended() {
    return ended.getCount() == 0;
  }

  @Override
  public boolean suspicious() {
    Intake current = intake;
    return current != null && !stopped && current.silentFor(order.silence());
  }

  @Override
  public boolean missing(Connection connection) throws IOException, TimeoutException {
    boolean missing = Topology.depth(connection, order.queue()) > 0;
    Intake current = intake;
    if (!missing && current != null) {
      current.heard();
    }
    return missing;
  }

  @Override
  public String toString() {
    return "queue " + order.queue();
  }

  private static int checked(int prefetch) {
    if (prefetch < 1) {
      throw new IllegalArgumentException("prefetch is " + prefetch + ": use 1 or more");
    }
    return Math.min(prefetch, MOST_PREFETCH);
  }
}
