package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Doorbell;
import io.orrery.broker.DoorbellFormat;
import io.orrery.broker.MalformedMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel of a subscription, and the consumer on it. Deliveries know their intake, so that one
 * settled late meets its own closed channel, never a newer one where its tag means another message.
 */
final class Intake extends DefaultConsumer {
  private record Settlement(long tag, boolean back) {}

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  private final RabbitSubscription subscription;
  private final Receiver receiver;
  private final BrokerEvents events;

  /** Tags of what is lent; the oldest bounds how far one acknowledgement may reach. */
  private final NavigableSet<Long> lent = new ConcurrentSkipListSet<>();

  /** What was settled and is not sent yet. Each of the lent is in it at most once. */
  private final Queue<Settlement> settled = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean waiting = new AtomicBoolean();
  private final ReentrantLock flushing = new ReentrantLock();
  private volatile long heard = System.nanoTime();

  /** The broker ended the consumer: its queue is gone. */
  private volatile boolean cancelled;

  private volatile int prefetch;

  /** What came after the stop. Of the thread that delivers alone. */
  private final List<Long> strays = new ArrayList<>();

  // Of the receiver's thread alone.
  private String queue = "";
  private @Nullable String tag;

  Intake(Channel channel, RabbitSubscription subscription, Receiver receiver, BrokerEvents events) {
    super(channel);
    this.subscription = subscription;
    this.receiver = receiver;
    this.events = events;
  }

  void consume(String from, int most) throws IOException {
    queue = from;
    prefetch = most;
    heard();
    getChannel().basicQos(most);
    tag = getChannel().basicConsume(from, this);
  }

  /**
   * Consumes anew if it has no consumer, or the prefetch is another: RabbitMQ fixes it when one
   * begins.
   */
  void resize(int most) throws IOException {
    if (most != prefetch || tag == null) {
      cancel();
      consume(queue, most);
    }
  }

  /** Ends the consumer and keeps the channel, by which deliveries are settled. */
  void cancel() throws IOException {
    String last = tag;
    if (last != null && open()) {
      tag = null;
      getChannel().basicCancel(last);
    }
  }

  /** Closes the channel; what is unsettled goes back. */
  void close() throws IOException {
    flush();
    getChannel().abort();
  }

  boolean open() {
    return !cancelled && getChannel().isOpen();
  }

  /** Whether nothing came for so long, although there was room. */
  boolean silentFor(Duration silence) {
    return open()
        && tag != null
        && lent.size() < prefetch
        && System.nanoTime() - heard > silence.toNanos();
  }

  void heard() {
    heard = System.nanoTime();
  }

  @Override
  public void handleDelivery(
      String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
    heard();
    long delivery = envelope.getDeliveryTag();
    lent.add(delivery);
    try {
      Doorbell doorbell = DoorbellFormat.decode(body);
      if (open() && !subscription.deliver(new RabbitDelivery(doorbell, delivery, this))) {
        strays.add(delivery);
      }
    } catch (MalformedMessage e) {
      log.warn("A message on {} is dropped: {}", subscription, e.getMessage());
      settle(delivery, false);
      events.messageMalformed();
    }
  }

  /** From any thread, once for each tag. */
  void settle(long delivery, boolean back) {
    settled.add(new Settlement(delivery, back));
    if (waiting.compareAndSet(false, true)) {
      receiver.settle(this);
    }
  }

  /**
   * Sends what was settled. One frame acknowledges all that is older than whatever is still lent;
   * the broker closes the channel for a tag that is settled twice, or was never lent.
   */
  void flush() {
    flushing.lock();
    try {
      waiting.set(false);
      NavigableSet<Long> acked = new TreeSet<>();
      for (Settlement next = settled.poll(); next != null; next = settled.poll()) {
        lent.remove(next.tag());
        if (next.back()) {
          getChannel().basicNack(next.tag(), false, true);
        } else {
          acked.add(next.tag());
        }
      }
      ack(acked);
    } catch (IOException | AlreadyClosedException e) {
      log.debug("What was lent went back with its channel", e);
    } finally {
      flushing.unlock();
    }
  }

  private void ack(NavigableSet<Long> acked) throws IOException {
    Long oldestLent = lent.ceiling(0L);
    Long together = oldestLent == null ? acked.pollLast() : acked.lower(oldestLent);
    if (together != null) {
      getChannel().basicAck(together, true);
      acked.headSet(together, true).clear();
    }
    for (long single : acked) {
      getChannel().basicAck(single, false);
    }
  }

  /** Comes after the last delivery of the consumer that was ended. */
  @Override
  public void handleCancelOk(String consumerTag) {
    strays.forEach(stray -> settle(stray, true));
    strays.clear();
  }

  @Override
  public void handleCancel(String consumerTag) {
    log.info("RabbitMQ ended the consumer on {}; consuming anew", subscription);
    cancelled = true;
    receiver.wake();
  }

  @Override
  public void handleShutdownSignal(String consumerTag, ShutdownSignalException signal) {
    receiver.wake();
  }
}
