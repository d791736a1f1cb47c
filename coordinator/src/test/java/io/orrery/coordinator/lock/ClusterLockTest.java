package io.orrery.coordinator.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orrery.lock.LeaderLock;
import io.orrery.lock.LockUnavailable;
import io.orrery.testing.servers.ClusterRedis;
import io.orrery.testing.servers.RedisServer;
import io.orrery.testing.servers.Servers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class ClusterLockTest extends RedisLockContract {
  private static final Servers SERVERS = Servers.open();

  private final ClusterRedis cluster = SERVERS.redisCluster();

  @BeforeEach
  void awaitTheCluster() {
    cluster.awaitWhole();
  }

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @Override
  String address() {
    return cluster.uri();
  }

  @Test
  void theLockIsTakenAnewWhenTheServerOfItsKeyIsBack() {
    LeaderLock holder = candidate();
    holder.tryAcquire();
    RedisServer owner = cluster.ownerOf(key);

    owner.kill();
    assertThatThrownBy(holder::renew)
        .isInstanceOf(LockUnavailable.class)
        .hasMessageContaining("renew the leader's lock in redis cluster");
    owner.restart();

    await().atMost(SOON).ignoreExceptions().until(holder::tryAcquire);
  }

  @Test
  void releasesAreHeardOfAfterTheDeathOfEachServer() {
    LeaderLock holder = candidate();
    LeaderLock other = candidate();
    AtomicInteger told = new AtomicInteger();
    other.onReleased(told::incrementAndGet);

    for (RedisServer server : cluster.servers()) {
      server.restart();
      awaitTellingOf(told, holder);
    }
  }

  @Test
  void anAclUserWithTheRightsInTheDocumentsIsEnough() {
    for (RedisServer server : cluster.servers()) {
      try (Jedis redis = new Jedis(server.uri())) {
        redis.aclSetUser(
            "baton",
            "on >s3cret ~test:* &test:* +get +set +del +pexpire +eval +publish +subscribe +unsubscribe +ping +cluster|slots"
                .split(" ", -1));
      }
    }
    String limited = address().replaceFirst("//[^@]*@", "//baton:s3cret@");
    LeaderLock holder = candidate(limited);
    LeaderLock other = candidate(limited);
    AtomicInteger told = new AtomicInteger();
    other.onReleased(told::incrementAndGet);

    assertThat(holder.tryAcquire()).isTrue();
    assertThat(other.tryAcquire()).isFalse();
    assertThat(holder.renew()).isTrue();
    holder.release();

    await().atMost(SOON).until(() -> told.get() == 1);
  }
}
