package io.orrery.broker.memory;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes what is told to all who listen, on a thread of its own. Safe for many threads. */
final class Broadcast<T> {
  private static final Logger log = LoggerFactory.getLogger(Broadcast.class);

  private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();

  /** What is told leaves the teller's thread, which may hold locks that a listener wants. */
  private final ThreadPoolExecutor telling;

  /**
   * @param most that may wait to be told
   */
  Broadcast(String name, int most) {
    this.telling =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(most),
            Thread.ofPlatform().name("orrery-memory-" + name).daemon().factory());
    telling.allowCoreThreadTimeOut(true);
  }

  void listen(Consumer<T> listener) {
    listeners.add(listener);
  }

  void unlisten(Consumer<T> listener) {
    listeners.remove(listener);
  }

  /** Returns false if it was dropped. */
  boolean tell(T message) {
    try {
      telling.execute(() -> listeners.forEach(listener -> tell(listener, message)));
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  private static <T> void tell(Consumer<T> listener, T message) {
    try {
      listener.accept(message);
    } catch (RuntimeException | Error e) {
      log.error("A listener threw on {}", message, e);
    }
  }

  void close() {
    telling.shutdown();
  }
}
