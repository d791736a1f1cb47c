package io.orrery.coordinator.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orrery.config.RedisAddress;
import io.orrery.lock.LockUnavailable;
import io.orrery.testing.servers.RedisServer;
import io.orrery.testing.servers.Servers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What the lock does while Redis is gone, hung or refuses it. On a server of its own. */
class RedisAwayTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TTL = Duration.ofMinutes(10);
  private static final Servers SERVERS = Servers.open();

  private final RedisServer server = SERVERS.redis();
  private final RedisLock lock = lock(server.uri().toString());

  @AfterEach
  void forget() {
    lock.close();
    server.wipe();
  }

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @Test
  void aHungServerIsUnavailableAndWorksAgainAfterwards() {
    lock.tryAcquire();
    server.pause();

    assertThatThrownBy(lock::renew)
        .isInstanceOf(LockUnavailable.class)
        .hasMessageContaining("renew the leader's lock in redis")
        .hasMessageContaining(Integer.toString(server.uri().getPort()));

    server.resume();
    await().atMost(SOON).ignoreExceptions().until(lock::renew);
  }

  @Test
  void aServerThatForgotEverythingGivesTheLockAnew() {
    lock.tryAcquire();
    server.restart();

    await().atMost(SOON).ignoreExceptions().until(() -> !lock.renew());
    assertThat(lock.tryAcquire()).isTrue();
  }

  @Test
  void aReleaseIsHeardOfAgainAfterARestart() {
    AtomicInteger told = new AtomicInteger();
    RedisLock other = lock(server.uri().toString());
    other.onReleased(told::incrementAndGet);

    server.restart();

    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () -> {
              lock.tryAcquire();
              lock.release();
              return told.get() > 0;
            });
    other.close();
  }

  @Test
  void aWrongPasswordIsUnavailableAndNotShown() {
    RedisLock intruder = lock("redis://:sesame@localhost:" + server.uri().getPort());

    assertThatThrownBy(intruder::tryAcquire)
        .isInstanceOf(LockUnavailable.class)
        .hasMessageNotContaining("sesame");
    intruder.close();
  }

  @Test
  void anAclUserWithTheRightsInTheDocumentsIsEnough() {
    try (Jedis redis = new Jedis(server.uri())) {
      redis.aclSetUser(
          "baton",
          "on >s3cret ~test &test +get +set +del +pexpire +eval +publish +subscribe +unsubscribe +ping"
              .split(" ", -1));
    }
    String address = "redis://baton:s3cret@localhost:" + server.uri().getPort();
    RedisLock limited = lock(address);
    RedisLock other = lock(address);
    AtomicInteger told = new AtomicInteger();
    other.onReleased(told::incrementAndGet);

    assertThat(limited.tryAcquire()).isTrue();
    assertThat(other.tryAcquire()).isFalse();
    assertThat(limited.renew()).isTrue();
    limited.release();

    await().atMost(SOON).until(() -> told.get() == 1);
    limited.close();
    other.close();
  }

  private static RedisLock lock(String address) {
    return new RedisLock(RedisAddress.parse(address), "test", TTL);
  }
}
