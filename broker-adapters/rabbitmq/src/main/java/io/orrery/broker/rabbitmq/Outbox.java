package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import io.orrery.broker.BrokerEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publishing channel of one session. Its owner thread alone sends; the client library's threads
 * bring confirms, returns and alarms, and a timer sweeps.
 */
final class Outbox implements BlockedListener {
  interface Declaration {
    void declare(Connection connection) throws IOException, TimeoutException;
  }

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private final Session session;
  private final RabbitSettings settings;
  private final BrokerEvents events;
  private final Semaphore window;
  private final Channel channel;
  private final Unconfirmed unconfirmed = new Unconfirmed();

  /** Routing keys with something behind them, as far as is known. */
  private final Set<String> declared = ConcurrentHashMap.newKeySet();

  /** Routing keys that the broker would not declare. Of the owner alone. */
  private final Map<String, Pace> refused = new HashMap<>();

  private volatile boolean blocked;

  /** Confirms are overdue, and none has come since. */
  private volatile boolean stalled;

  /** When a message was last handed to the library, in nanoseconds. Written by the owner. */
  private volatile long sentAt = System.nanoTime();

  private volatile long stalledSince; // In nanoseconds; means something while stalled.

  Outbox(Session session, RabbitSettings settings, BrokerEvents events, Semaphore window)
      throws IOException {
    this.session = session;
    this.settings = settings;
    this.events = events;
    this.window = window;
    this.channel = Topology.open(session.connection());
    channel.confirmSelect();
    channel.addConfirmListener(this::confirmed, this::refused);
    channel.addReturnListener(this::returned);
    session.connection().addBlockedListener(this);
  }

  /** Tells when the channel alone is closed, which the connection outlives. */
  void onClose(Runnable wake) {
    channel.addShutdownListener(cause -> wake.run());
  }

  boolean open() {
    return channel.isOpen();
  }

  boolean blocked() {
    return blocked;
  }

  /** Whether nothing was sent for so long, although it could be. */
  boolean idleFor(Duration pause) {
    return !blocked && System.nanoTime() - sentAt > pause.toNanos();
  }

  boolean flows() {
    return !blocked && !stalled;
  }

  /**
   * Sends, after declaring where it goes if that is not known to be there. Whatever is thrown, the
   * message's place in the window is given back, here or by the answer that it waits for.
   */
  void send(Supplier<Outgoing> encoding, Declaration declaration) throws IOException {
    boolean awaited = false;
    try {
      Outgoing message = encoding.get();
      if (!blocked && declared(message.routingKey(), declaration)) {
        sentAt = System.nanoTime();
        unconfirmed.sent(channel.getNextPublishSeqNo(), sentAt);
        awaited = true;
        publish(message);
      }
    } finally {
      if (!awaited) {
        window.release();
        events.ringsDropped(1);
      }
    }
  }

  private void publish(Outgoing message) throws IOException {
    channel.basicPublish(
        message.exchange(),
        message.routingKey(),
        message.mandatory(),
        message.properties(),
        message.body());
  }

  private boolean declared(String routingKey, Declaration declaration) {
    if (declared.contains(routingKey)) {
      return true;
    }
    Pace pace = refused.get(routingKey);
    return (pace == null || pace.begin()) && declare(routingKey, declaration);
  }

  private boolean declare(String routingKey, Declaration declaration) {
    try {
      declaration.declare(session.connection());
      taken(routingKey);
      return true;
    } catch (ChannelContinuationTimeoutException e) {
      log.warn("RabbitMQ did not answer to the declaration of {} in time", routingKey);
      session.cut();
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      refused(routingKey, e);
    }
    return false;
  }

  private void taken(String routingKey) {
    declared.add(routingKey);
    if (refused.remove(routingKey) != null) {
      log.info("RabbitMQ declared {} after all", routingKey);
      events.connectionLost("RabbitMQ refused " + routingKey + " until now");
    }
  }

  private void refused(String routingKey, Exception why) {
    if (refused.putIfAbsent(routingKey, new Pace(System::nanoTime)) == null) {
      log.warn(
          "RabbitMQ did not declare {}; what is sent there is dropped: {}. {}",
          routingKey,
          Reply.words(why),
          Reply.wayOut(why));
    }
  }

  private void confirmed(long number, boolean multiple) {
    stalled = false;
    window.release(unconfirmed.settle(number, multiple));
  }

  private void refused(long number, boolean multiple) {
    stalled = false;
    giveUp(unconfirmed.settle(number, multiple));
  }

  private void returned(Return message) {
    if (declared.remove(message.getRoutingKey())) {
      log.info("RabbitMQ has no queue {} any more; it is declared again", message.getRoutingKey());
    }
    events.ringReturned();
  }

  @Override
  public void handleBlocked(String reason) {
    blocked = true;
    log.warn("RabbitMQ takes no messages ({}); doorbells are dropped until it does", reason);
    events.blocked(true);
  }

  @Override
  public void handleUnblocked() {
    stalled = false;
    blocked = false;
    log.info("RabbitMQ takes messages again");
    events.blocked(false);
  }

  /**
   * Gives up on what was not confirmed in time. Where no confirm comes at all for as long as two
   * heartbeats, cuts the connection: the library notices missed heartbeats, but can't act on them
   * while a write holds its locks.
   */
  void sweep() {
    long now = System.nanoTime();
    int overdue = unconfirmed.expire(now - settings.confirm().toNanos());
    if (overdue > 0 && !stalled) {
      stalledSince = now;
      stalled = true;
    }
    giveUp(overdue);
    if (stalled && !blocked && now - stalledSince > 2 * settings.heartbeat().toNanos()) {
      log.warn("RabbitMQ confirms nothing; its connection is cut");
      session.cut();
    }
  }

  /** The session is over: nothing will be confirmed any more. */
  void abandon() {
    giveUp(unconfirmed.clear());
    if (blocked) {
      events.blocked(false);
    }
  }

  private void giveUp(int messages) {
    window.release(messages);
    for (int i = 0; i < messages; i++) {
      events.ringUnconfirmed();
    }
  }
}
