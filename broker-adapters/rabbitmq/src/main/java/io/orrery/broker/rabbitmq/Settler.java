package io.orrery.broker.rabbitmq;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was settled, from one thread: whoever settles never waits for a socket, and what
 * gathers while it sends goes out in one frame. Nothing that a sending throws ends the thread.
 */
final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);

  private static final long STOP_MILLIS = 2_000;

  /** The sendings of intakes with something to send, each in it at most once. */
  private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

  private final Runnable cut;

  private final Thread thread =
      Thread.ofPlatform().daemon().name("orrery-rabbitmq-settle").unstarted(this::run);

  /**
   * @param cut ends the connection, by which what was not sent goes back
   */
  Settler(Runnable cut) {
    this.cut = cut;
  }

  void start() {
    thread.start();
  }

  void add(Runnable sending) {
    waiting.add(sending);
  }

  /** Sends what is left, waiting at most 2 s for it, and ends. */
  void stop() {
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        send(waiting.take());
      }
    } catch (InterruptedException e) {
      log.debug("The thread was told to end", e);
    }
    for (Runnable last = waiting.poll(); last != null; last = waiting.poll()) {
      send(last);
    }
  }

  private void send(Runnable sending) {
    try {
      sending.run();
    } catch (RuntimeException | Error e) {
      log.error("A bug in settling deliveries; the connection is opened anew", e);
      cut.run();
    }
  }
}
