package io.orrery.broker.rabbitmq;

import io.orrery.broker.BrokerEvents;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages from one thread, so that nobody else ever waits for a socket. What it can't send
 * is dropped and counted.
 */
final class Publisher implements Link.Task {
  /** What waits to be encoded and sent. */
  private sealed interface Waiting {
    record Ring(Doorbell doorbell) implements Waiting {}

    record Notice(DeadNotice notice) implements Waiting {}

    record Tell(Hint hint) implements Waiting {}

    record Report(News news) implements Waiting {}

    /** Asks for a sign of life. */
    record Probe() implements Waiting {}

    /** Only makes the thread look up. */
    record Nudge() implements Waiting {}
  }

  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

  private static final Waiting NUDGE = new Waiting.Nudge();
  private static final Waiting PROBE = new Waiting.Probe();
  private static final long DRAIN_SECONDS = 5;
  private static final long SWEEP_MILLIS = 500;

  private final RabbitSettings settings;
  private final BrokerEvents events;
  private final Link link;

  /** Beside the link's own thread, which a write to a frozen broker may hold. */
  private final Thread sweeper;

  private final CountDownLatch closing = new CountDownLatch(1);

  /** One permit for each message that may be queued or unconfirmed: it bounds the queue too. */
  private final Semaphore window;

  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private volatile @Nullable Outbox outbox;
  private volatile boolean closed;

  Publisher(Connector connector, RabbitSettings settings, BrokerEvents events) {
    this.settings = settings;
    this.events = events;
    this.window = new Semaphore(settings.window());
    this.link = new Link("publish", connector, events, this);
    this.sweeper =
        Thread.ofPlatform().daemon().name("orrery-rabbitmq-sweep").unstarted(this::sweep);
  }

  /** Connects once, and from then on whenever the connection is lost. */
  void start() {
    link.connectAndStart();
    sweeper.start();
  }

  void ring(Doorbell doorbell) {
    offer(new Waiting.Ring(doorbell));
  }

  void notifyDead(DeadNotice notice) {
    offer(new Waiting.Notice(notice));
  }

  void hint(Hint hint) {
    offer(new Waiting.Tell(hint));
  }

  void tell(News news) {
    offer(new Waiting.Report(news));
  }

  private void offer(Waiting message) {
    if (closed || !link.up() || blocked() || !window.tryAcquire()) {
      events.ringsDropped(1);
      return;
    }
    queue.add(message);
  }

  boolean available() {
    Outbox current = outbox;
    return !closed && link.up() && (current == null || current.flows());
  }

  private boolean blocked() {
    Outbox current = outbox;
    return current != null && current.blocked();
  }

  @Override
  public void work(Session session) throws IOException, InterruptedException {
    Outbox current = new Outbox(session, settings, events, window);
    current.onClose(this::wake);
    outbox = current;
    try {
      while (session.open() && current.open()) {
        send(queue.take(), current);
      }
    } finally {
      outbox = null;
      current.abandon();
      dropQueued();
    }
  }

  private void send(Waiting message, Outbox current) throws IOException {
    switch (message) {
      case Waiting.Ring ring ->
          current.send(
              () -> Outgoing.of(ring.doorbell()),
              c -> Topology.declareJobs(c, ring.doorbell().queue()));
      case Waiting.Notice dead ->
          current.send(() -> Outgoing.of(dead.notice()), Topology::declareDead);
      case Waiting.Tell tell ->
          current.send(() -> Outgoing.of(tell.hint()), Topology::declareControl);
      case Waiting.Report report ->
          current.send(() -> Outgoing.of(report.news()), Topology::declareControl);
      case Waiting.Probe probe -> current.send(Outgoing::probe, connection -> {});
      case Waiting.Nudge nudge -> {}
    }
  }

  private void dropQueued() {
    int dropped = 0;
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      if (!next.equals(NUDGE)) {
        dropped++;
      }
    }
    if (dropped > 0) {
      window.release(dropped);
      events.ringsDropped(dropped);
    }
  }

  @Override
  public void wake() {
    queue.add(NUDGE);
  }

  /**
   * Twice a second, gives up on what was not confirmed in time, and sends a probe where nothing was
   * sent for half a heartbeat: RabbitMQ tells of an alarm only those who publish, and a frozen one
   * shows soonest by what it does not confirm.
   */
  private void sweep() {
    try {
      while (!closing.await(SWEEP_MILLIS, TimeUnit.MILLISECONDS)) {
        sweepOnce();
      }
    } catch (InterruptedException e) {
      log.debug("The thread was told to end", e);
    }
  }

  private void sweepOnce() {
    try {
      Outbox current = outbox;
      if (current != null) {
        current.sweep();
        probe(current);
      }
    } catch (RuntimeException | Error e) {
      log.error("A bug in giving up on messages; the connection is opened anew", e);
      link.cut();
    }
  }

  private void probe(Outbox current) {
    if (current.idleFor(settings.heartbeat().dividedBy(2)) && !closed && window.tryAcquire()) {
      queue.add(PROBE);
    }
  }

  /** Waits at most 5 s for what was rung to be confirmed, then closes. */
  void close() {
    closed = true;
    try {
      boolean confirmed = window.tryAcquire(settings.window(), DRAIN_SECONDS, TimeUnit.SECONDS);
      log.debug("All that was rung is confirmed: {}", confirmed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    link.close();
    closing.countDown();
  }
}
