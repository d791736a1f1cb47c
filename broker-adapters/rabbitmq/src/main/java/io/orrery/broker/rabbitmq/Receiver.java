package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.orrery.QueueName;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.BrokerUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all inlets of the consuming connection open. Its loop looks at what is, not at what
 * happened: whatever woke it, it puts right all that is not as it should be.
 */
final class Receiver implements Link.Task {
  private static final Logger log = LoggerFactory.getLogger(Receiver.class);

  private static final long TICK_MILLIS = 1_000;

  private final Duration connect;
  private final BrokerEvents events;
  private final Link link;
  private final List<Inlet> inlets = new CopyOnWriteArrayList<>();

  /** Inlets that the broker would not open. Written by the link's thread alone. */
  private final Set<Inlet> refused = ConcurrentHashMap.newKeySet();

  private final Semaphore changes = new Semaphore(0);
  private final Settler settler;
  private final AtomicBoolean started = new AtomicBoolean();

  Receiver(Connector connector, RabbitSettings settings, BrokerEvents events) {
    this.connect = settings.connect();
    this.events = events;
    this.link = new Link("consume", connector, events, this);
    this.settler = new Settler(link::cut);
  }

  /** Takes on an inlet. The connection is opened with the first: clients need none. */
  void add(Inlet inlet) {
    inlets.add(inlet);
    start();
    wake();
  }

  private void start() {
    if (started.compareAndSet(false, true)) {
      link.start();
      settler.start();
    }
  }

  boolean up() {
    return link.up();
  }

  /** True also where nothing asked for the connection yet. */
  boolean available() {
    return !started.get() || link.up();
  }

  /** Whether messages come in by this inlet, as far as is known. */
  boolean serves(Inlet inlet) {
    return available() && !refused.contains(inlet);
  }

  @Override
  public void work(Session session) throws IOException, TimeoutException, InterruptedException {
    while (session.open()) {
      for (Inlet inlet : inlets) {
        tend(inlet, session);
      }
      inlets.removeIf(Inlet::ended);
      refused.retainAll(inlets);
      changes.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS);
      changes.drainPermits();
    }
  }

  private void tend(Inlet inlet, Session session) throws IOException, TimeoutException {
    Connection connection = session.connection();
    try {
      if (inlet.tend(connection)) {
        served(inlet);
      }
    } catch (IOException | ShutdownSignalException e) {
      if (!session.open() || Reply.code(e) == 0) {
        throw e;
      }
      refused(inlet, e);
    }
    // Asked twice, because the answer to the first question takes a while.
    if (inlet.suspicious() && inlet.missing(connection) && inlet.suspicious()) {
      log.warn("RabbitMQ delivers nothing for {}, though it could; connecting anew", inlet);
      session.cut();
    }
  }

  /** One inlet's channel alone was closed, which says nothing of the others. */
  private void refused(Inlet inlet, Exception why) {
    if (refused.add(inlet)) {
      log.warn(
          "RabbitMQ refuses {}: {}. {}. Its jobs run all the same, later; trying on",
          inlet,
          Reply.words(why),
          Reply.wayOut(why));
    }
  }

  /** Available first: whoever is told that doorbells were lost may ring at once. */
  private void served(Inlet inlet) {
    if (refused.remove(inlet)) {
      log.info("RabbitMQ serves {} again", inlet);
      events.connectionLost("RabbitMQ refused " + inlet + " until now");
    }
  }

  @Override
  public void wake() {
    changes.release();
  }

  /**
   * Messages that are ready in a queue, which is made if it is not there.
   *
   * @throws BrokerUnavailable if it can't be asked, or is refused
   */
  long depth(QueueName queue) {
    start();
    try {
      Session session =
          link.session(connect)
              .orElseThrow(() -> new BrokerUnavailable("count queue " + queue + ": away", null));
      return depth(queue, session);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailable("count queue " + queue + ": interrupted", e);
    }
  }

  private static long depth(QueueName queue, Session session) {
    try {
      return Topology.depth(session.connection(), queue);
    } catch (ChannelContinuationTimeoutException e) {
      session.cut();
      throw new BrokerUnavailable("count queue " + queue + ": no answer", e);
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      throw new BrokerUnavailable("count queue " + queue + ": " + Reply.words(e), e);
    }
  }

  /** Has an intake's settled deliveries sent, soon and on another thread. */
  void settle(Intake intake) {
    settler.add(intake::flush);
  }

  void close() {
    settler.stop();
    link.close();
  }
}
