package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.ShutdownSignalException;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.BrokerRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection up. Its thread connects, lets the task work, and starts over when the task
 * ends, for ever; whatever broke is rebuilt from nothing.
 */
final class Link {
  /** What is done with a connection, on the link's thread. */
  interface Task {
    /** Works until the session is no longer open. What it throws ends the session. */
    void work(Session session) throws IOException, TimeoutException, InterruptedException;

    /** Called from any thread when the session ended: {@link #work} must notice at once. */
    void wake();
  }

  private static final Logger log = LoggerFactory.getLogger(Link.class);

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 3_000;
  private static final Duration STEADY = Duration.ofSeconds(10);
  private static final long JOIN_MILLIS = 2_000;

  private final String purpose;
  private final Connector connector;
  private final BrokerEvents events;
  private final Task task;
  private final Thread thread;
  private final CountDownLatch tried = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Written by whoever connects first, then by the thread alone; read by all. */
  private volatile @Nullable Session session;

  // Of the thread alone, once it runs.
  private boolean complained;
  private int failures;

  Link(String purpose, Connector connector, BrokerEvents events, Task task) {
    this.purpose = purpose;
    this.connector = connector;
    this.events = events;
    this.task = task;
    this.thread =
        Thread.ofPlatform().daemon().name("orrery-rabbitmq-" + purpose).unstarted(this::run);
  }

  /**
   * Tries once to connect, on the caller's thread, then starts.
   *
   * @throws BrokerRefused if the broker said no for good; then it is not started
   */
  void connectAndStart() {
    connect();
    thread.start();
  }

  /** Starts without waiting. */
  void start() {
    thread.start();
  }

  boolean up() {
    Session current = session;
    return current != null && current.open();
  }

  /** Breaks the session that stands, if one does; a new one follows. */
  void cut() {
    Session current = session;
    if (current != null) {
      current.cut();
    }
  }

  /** The session that stands, if one does. Waits only while the first attempt is under way. */
  Optional<Session> session(Duration firstAttempt) throws InterruptedException {
    tried.await(firstAttempt.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.ofNullable(session).filter(Session::open);
  }

  /** Ends for good. */
  void close() {
    closing.countDown();
    Session last = session;
    if (last != null) {
      last.close();
    }
    task.wake();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean closed() {
    return closing.getCount() == 0;
  }

  private void run() {
    try {
      while (!closed()) {
        step();
      }
    } catch (InterruptedException e) {
      log.debug("The thread was told to end", e);
    }
  }

  /** Nothing that is thrown ends the thread: whatever was under way is begun anew. */
  private void step() throws InterruptedException {
    try {
      Session current = session;
      if (current == null) {
        reconnect();
      } else {
        long since = System.nanoTime();
        lost(current, workWith(current), Duration.ofNanos(System.nanoTime() - since));
      }
    } catch (RuntimeException | Error e) {
      log.error("A bug in keeping RabbitMQ connected; beginning anew", e);
      failures++;
      cut();
      session = null;
    }
  }

  /** Returns why the task ended. */
  private String workWith(Session current) throws InterruptedException {
    try {
      task.work(current);
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      return current.open() ? Reply.words(e) : current.reason();
    } catch (RuntimeException | Error e) {
      log.error("A bug in working with RabbitMQ; the connection is opened anew", e);
    }
    return current.reason();
  }

  private void lost(Session old, String why, Duration stood) {
    if (closed()) {
      session = null;
      return;
    }
    failures = stood.compareTo(STEADY) > 0 ? 0 : failures + 1;
    old.close();
    session = null;
    complained = true;
    log.warn("Lost RabbitMQ at {} to {}: {}. Trying again", connector.where(), purpose, why);
    events.connectionLost(why);
  }

  private void reconnect() throws InterruptedException {
    try {
      if (failures == 0 || !closing.await(pauseMillis(), TimeUnit.MILLISECONDS)) {
        connect();
      }
    } catch (RuntimeException e) {
      // Refused, or a bug in the library: this thread must outlive either.
      complain(e.getMessage());
    }
  }

  private void connect() {
    try {
      Session opened = connector.open(purpose);
      opened.connection().addShutdownListener(cause -> task.wake());
      session = opened;
      if (closed()) {
        opened.close();
        return;
      }
      complained = false;
      log.info("Connected to RabbitMQ at {} to {}", connector.where(), purpose);
      events.connected();
    } catch (IOException | TimeoutException e) {
      complain(Reply.words(e));
    } finally {
      tried.countDown();
    }
  }

  /** Once for each time that it is away, however long. */
  private void complain(@Nullable String why) {
    failures++;
    if (!complained) {
      complained = true;
      log.warn(
          "Can't reach RabbitMQ at {} to {}: {}. Jobs still run, later; trying on. Start it, or set ORRERY_AMQP_URI to where it is",
          connector.where(),
          purpose,
          why);
    }
  }

  /** Doubles with each failure, with jitter, so that a fleet does not come back as one. */
  private long pauseMillis() {
    long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 10));
    return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
  }
}
