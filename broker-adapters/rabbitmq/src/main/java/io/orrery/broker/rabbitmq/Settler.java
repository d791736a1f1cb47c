package io.orrery.broker.rabbitmq;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was settled, from one thread: whoever settles never waits for a socket, and what
 * gathers while it sends goes out in one frame.
 */
final class Settler {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);

  private static final long STOP_MILLIS = 2_000;

  /** Intakes with something to send, each in it at most once. */
  private final BlockingQueue<Intake> waiting = new LinkedBlockingQueue<>();

  private final Thread thread =
      Thread.ofPlatform().daemon().name("orrery-rabbitmq-settle").unstarted(this::run);

  void start() {
    thread.start();
  }

  void add(Intake intake) {
    waiting.add(intake);
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
        waiting.take().flush();
      }
    } catch (InterruptedException e) {
      log.debug("The thread was told to end", e);
    }
    for (Intake last = waiting.poll(); last != null; last = waiting.poll()) {
      last.flush();
    }
  }
}
