package io.orrery.coordinator.lock;

import static org.awaitility.Awaitility.await;

import io.orrery.config.RedisAddress;
import io.orrery.lock.LeaderLock;
import io.orrery.lock.LeaderLockContract;
import io.orrery.testing.servers.Servers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class RedisLockTest extends LeaderLockContract {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Long enough that no slow test outlasts it between two of its steps. */
  private static final Duration TTL = Duration.ofSeconds(10);

  private final URI uri = Servers.shared().redis().uri();
  private final String key = "test:" + UUID.randomUUID();
  private final List<LeaderLock> candidates = new ArrayList<>();

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

  @Override
  protected synchronized LeaderLock candidate() {
    LeaderLock candidate = new RedisLock(RedisAddress.parse(uri.toString()), key, TTL);
    candidates.add(candidate);
    return candidate;
  }

  @Override
  protected void passTtl() {
    try (RedisClient redis = RedisClient.create(uri)) {
      redis.pexpire(key, 1);
      await().atMost(SOON).until(() -> !redis.exists(key));
    }
  }
}
