package io.orrery.broker.memory;

import io.orrery.QueueName;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Hint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a broker process would hold: queues, notices of dead jobs, and who listens for hints. */
final class MemoryServer {
  private static final Logger log = LoggerFactory.getLogger(MemoryServer.class);

  static final int MOST_NOTICES = 100_000;
  private static final int MOST_HINTS = 10_000;

  private final Map<QueueName, MemoryQueue> queues = new ConcurrentHashMap<>();
  private final List<Consumer<Hint>> listeners = new CopyOnWriteArrayList<>();
  private final Deque<DeadNotice> notices = new ArrayDeque<>(); // Guarded by itself.

  /** Hints leave the teller's thread, which may hold locks that a listener wants. */
  private final ThreadPoolExecutor hints =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_HINTS),
          Thread.ofPlatform().name("orrery-memory-hints").daemon().factory());

  MemoryServer() {
    hints.allowCoreThreadTimeOut(true);
  }

  MemoryQueue queue(QueueName name) {
    return queues.computeIfAbsent(name, MemoryQueue::new);
  }

  /** Adds a notice; the oldest goes when there are too many. */
  void bury(DeadNotice notice) {
    synchronized (notices) {
      notices.add(notice);
      if (notices.size() > MOST_NOTICES) {
        notices.remove();
      }
    }
  }

  /** Takes all notices, oldest first. */
  List<DeadNotice> takeNotices() {
    synchronized (notices) {
      List<DeadNotice> taken = new ArrayList<>(notices);
      notices.clear();
      return taken;
    }
  }

  void listen(Consumer<Hint> listener) {
    listeners.add(listener);
  }

  void unlisten(Consumer<Hint> listener) {
    listeners.remove(listener);
  }

  /** Returns false if the hint was dropped. */
  boolean tell(Hint hint) {
    try {
      hints.execute(() -> listeners.forEach(listener -> tell(listener, hint)));
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  private static void tell(Consumer<Hint> listener, Hint hint) {
    try {
      listener.accept(hint);
    } catch (RuntimeException | Error e) {
      log.error("A hint listener threw on {}", hint, e);
    }
  }

  void close() {
    hints.shutdown();
  }
}
