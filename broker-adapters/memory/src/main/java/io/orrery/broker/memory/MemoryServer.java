package io.orrery.broker.memory;

import io.orrery.QueueName;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a broker process would hold: queues, notices of dead jobs, and who listens for hints and
 * news.
 */
final class MemoryServer {
  static final int MOST_NOTICES = 100_000;
  private static final int MOST_HINTS = 10_000;
  private static final int MOST_NEWS = 1_000;

  private final Map<QueueName, MemoryQueue> queues = new ConcurrentHashMap<>();
  private final Broadcast<Hint> hints = new Broadcast<>("hints", MOST_HINTS);
  private final Broadcast<News> news = new Broadcast<>("news", MOST_NEWS);
  private final Deque<DeadNotice> notices = new ArrayDeque<>(); // Guarded by itself.

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

  Broadcast<Hint> hints() {
    return hints;
  }

  Broadcast<News> news() {
    return news;
  }

  void close() {
    hints.close();
    news.close();
  }
}
