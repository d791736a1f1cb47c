package io.orrery.broker.memory;

import io.orrery.QueueName;
import io.orrery.broker.Doorbell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The doorbells that wait in one queue, by priority, then age. Its lock guards the state of its
 * subscriptions and their deliveries as well: they change together.
 */
final class MemoryQueue {
  /** More than a backlog of a test or demo; what comes on top is dropped. */
  static final int MOST_WAITING = 100_000;

  private static final int PRIORITIES = 10;

  private final QueueName name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Deque<Doorbell>> waiting =
      Stream.generate(() -> (Deque<Doorbell>) new ArrayDeque<Doorbell>())
          .limit(PRIORITIES)
          .toList(); // Guarded by lock, as is the count.
  private int count;

  MemoryQueue(QueueName name) {
    this.name = name;
  }

  QueueName name() {
    return name;
  }

  ReentrantLock lock() {
    return lock;
  }

  /** Signalled whenever something was added, settled or stopped. */
  Condition changed() {
    return changed;
  }

  /** Returns false, and does nothing, if the queue is full. */
  boolean add(Doorbell doorbell) {
    lock.lock();
    try {
      if (count == MOST_WAITING) {
        return false;
      }
      waiting.get(doorbell.priority()).addLast(doorbell);
      count++;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  int depth() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the oldest of the highest priority, or null if none waits. The caller holds the lock. */
  @Nullable Doorbell take() {
    for (int priority = PRIORITIES - 1; priority >= 0; priority--) {
      Doorbell doorbell = waiting.get(priority).pollFirst();
      if (doorbell != null) {
        count--;
        return doorbell;
      }
    }
    return null;
  }

  /** Puts back what was taken, before all others of its priority. The caller holds the lock. */
  void putBack(Doorbell doorbell) {
    waiting.get(doorbell.priority()).addFirst(doorbell);
    count++;
    changed.signalAll();
  }
}
