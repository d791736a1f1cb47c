package io.orrery.broker.rabbitmq;

import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The messages of one channel that the broker has not confirmed yet, by their sequence number. Safe
 * for many threads: each message leaves once, by whichever of them takes it.
 */
final class Unconfirmed {
  /** When each was sent, in nanoseconds. */
  private final ConcurrentNavigableMap<Long, Long> sentAt = new ConcurrentSkipListMap<>();

  void sent(long number, long now) {
    sentAt.put(number, now);
  }

  /**
   * Takes out what the broker has answered for, and returns how many those were.
   *
   * @param multiple whether it answered for all up to this number
   */
  int settle(long number, boolean multiple) {
    if (multiple) {
      return takeAll(sentAt.headMap(number, true));
    }
    return sentAt.remove(number) == null ? 0 : 1;
  }

  /** Takes out what was sent at or before this time, and returns how many those were. */
  int expire(long sentBefore) {
    int expired = 0;
    for (var oldest = sentAt.firstEntry();
        oldest != null && oldest.getValue() - sentBefore <= 0;
        oldest = sentAt.firstEntry()) {
      if (sentAt.remove(oldest.getKey()) != null) {
        expired++;
      }
    }
    return expired;
  }

  /** Takes out all. */
  int clear() {
    return takeAll(sentAt);
  }

  private static int takeAll(ConcurrentNavigableMap<Long, Long> some) {
    int taken = 0;
    for (var oldest = some.pollFirstEntry(); oldest != null; oldest = some.pollFirstEntry()) {
      taken++;
    }
    return taken;
  }
}
