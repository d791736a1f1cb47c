package io.orrery.broker.memory;

import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Subscription;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lends a queue's doorbells to one listener, on a thread of its own. */
final class MemorySubscription implements Subscription {
  private static final Logger log = LoggerFactory.getLogger(MemorySubscription.class);

  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final MemoryQueue queue;
  private final Consumer<Delivery> listener;
  private final Thread thread;

  // The queue's lock guards all that follows.
  private final Set<Lent> lent = new HashSet<>();
  private int prefetch;
  private boolean paused;
  private boolean stopped;
  private boolean calling;

  MemorySubscription(MemoryQueue queue, int prefetch, Consumer<Delivery> listener) {
    this.queue = queue;
    this.prefetch = checked(prefetch);
    this.listener = listener;
    this.thread =
        Thread.ofPlatform().daemon().name("orrery-memory-" + queue.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public boolean available() {
    queue.lock().lock();
    try {
      return !stopped;
    } finally {
      queue.lock().unlock();
    }
  }

  @Override
  public void prefetch(int deliveries) {
    queue.lock().lock();
    try {
      prefetch = checked(deliveries);
      queue.changed().signalAll();
    } finally {
      queue.lock().unlock();
    }
  }

  @Override
  public void pause() {
    paused(true);
  }

  @Override
  public void resume() {
    paused(false);
  }

  private void paused(boolean wanted) {
    queue.lock().lock();
    try {
      paused = wanted;
      // Others may take what this one leaves.
      queue.changed().signalAll();
    } finally {
      queue.lock().unlock();
    }
  }

  @Override
  public void stop() {
    queue.lock().lock();
    try {
      end();
      long left = STOP_NANOS;
      while (calling && left > 0 && !Thread.currentThread().equals(thread)) {
        left = queue.changed().awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      queue.lock().unlock();
    }
  }

  @Override
  public void close() {
    stop();
    abandon();
  }

  /** Ends it without waiting for the listener, and gives back what is lent. */
  void abandon() {
    queue.lock().lock();
    try {
      end();
      Set.copyOf(lent).forEach(Lent::giveBack);
    } finally {
      queue.lock().unlock();
    }
  }

  private void end() {
    stopped = true;
    queue.changed().signalAll();
  }

  private void run() {
    for (Lent next = lend(); next != null; next = lend()) {
      try {
        listener.accept(next);
      } catch (RuntimeException | Error e) {
        log.error("The listener on queue {} threw; its delivery goes back", queue.name(), e);
        next.giveBack();
      }
    }
  }

  /** Waits for a doorbell that may be lent. Returns null once the subscription has stopped. */
  private @Nullable Lent lend() {
    queue.lock().lock();
    try {
      calling = false;
      if (stopped) {
        // Whoever stops it waits for this. Else nobody is woken: listeners stay in the order in
        // which they came to wait, and so take turns.
        queue.changed().signalAll();
      }
      while (!stopped) {
        Doorbell doorbell = !paused && lent.size() < prefetch ? queue.take() : null;
        if (doorbell != null) {
          Lent next = new Lent(doorbell);
          lent.add(next);
          calling = true;
          return next;
        }
        queue.changed().awaitUninterruptibly();
      }
      return null;
    } finally {
      queue.lock().unlock();
    }
  }

  private static int checked(int prefetch) {
    if (prefetch < 1) {
      throw new IllegalArgumentException("prefetch is " + prefetch + ": use 1 or more");
    }
    return prefetch;
  }

  /** One loan. It is open while it is in {@link #lent}. */
  private final class Lent implements Delivery {
    private final Doorbell doorbell;

    Lent(Doorbell doorbell) {
      this.doorbell = doorbell;
    }

    @Override
    public Doorbell doorbell() {
      return doorbell;
    }

    @Override
    public void ack() {
      settle(false);
    }

    @Override
    public void giveBack() {
      settle(true);
    }

    private void settle(boolean back) {
      queue.lock().lock();
      try {
        if (!lent.remove(this)) {
          return;
        }
        if (back) {
          queue.putBack(doorbell);
        }
        queue.changed().signalAll();
      } finally {
        queue.lock().unlock();
      }
    }
  }
}
