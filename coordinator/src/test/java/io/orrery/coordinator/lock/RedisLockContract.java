package io.orrery.coordinator.lock;

import static org.awaitility.Awaitility.await;

import io.orrery.config.RedisAddress;
import io.orrery.lock.LeaderLock;
import io.orrery.lock.LeaderLockContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** What the lock promises on Redis in whichever form. Each test has a key of its own. */
abstract class RedisLockContract extends LeaderLockContract {
  static final Duration SOON = Duration.ofSeconds(30);

  /** Long enough that no slow test outlasts it between two of its steps. */
  private static final Duration TTL = Duration.ofSeconds(10);

  final String key = "test:" + UUID.randomUUID();
  private final List<LeaderLock> candidates = new ArrayList<>();

  /** Where Redis is, as in {@code ORRERY_REDIS_URI}. */
  abstract String address();

  @AfterEach
  void close() {
    candidates.forEach(LeaderLock::close);
  }

  /** Each question also asks the subscription whether it lives. */
  @Test
  void aReleaseIsHeardOfAfterManyQuestions() {
    LeaderLock holder = candidate();
    LeaderLock other = candidate();
    AtomicInteger told = new AtomicInteger();
    other.onReleased(told::incrementAndGet);
    holder.tryAcquire();
    for (int i = 0; i < 20; i++) {
      other.tryAcquire();
    }

    holder.release();

    await().atMost(SOON).until(() -> told.get() == 1);
  }

  /** Waits until releases by one reach another, which may have to connect anew. */
  void awaitTellingOf(AtomicInteger told, LeaderLock holder) {
    int before = told.get();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> {
              holder.tryAcquire();
              holder.release();
              return told.get() > before;
            });
  }

  @Override
  protected synchronized LeaderLock candidate() {
    return candidate(address());
  }

  LeaderLock candidate(String at) {
    LeaderLock candidate = new RedisLock(RedisAddress.parse(at), key, TTL);
    candidates.add(candidate);
    return candidate;
  }

  @Override
  protected void passTtl() {
    try (UnifiedJedis redis = RedisClients.connect(RedisAddress.parse(address()))) {
      redis.pexpire(key, 1);
      await().atMost(SOON).until(() -> !redis.exists(key));
    }
  }
}
