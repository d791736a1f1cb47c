package io.orrery.coordinator.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orrery.lock.LeaderLock;
import io.orrery.lock.LockUnavailable;
import io.orrery.testing.servers.RedisServer;
import io.orrery.testing.servers.SentinelRedis;
import io.orrery.testing.servers.Servers;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class SentinelLockTest extends RedisLockContract {
  private static final Servers SERVERS = Servers.open();

  private final SentinelRedis group = SERVERS.redisWithSentinels();

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @Override
  String address() {
    return group.uri();
  }

  @Test
  void theLockAndItsReleasesGoOnAtTheNewPrimary() {
    LeaderLock holder = candidate();
    LeaderLock other = candidate();
    AtomicInteger told = new AtomicInteger();
    other.onReleased(told::incrementAndGet);
    holder.tryAcquire();
    RedisServer first = group.primary();

    first.kill();

    assertThatThrownBy(holder::renew).isInstanceOf(LockUnavailable.class);
    await().atMost(SOON).ignoreExceptions().until(holder::tryAcquire);
    assertThat(group.primary()).isNotEqualTo(first);
    awaitTellingOf(told, holder);
    first.restart();
  }

  @Test
  void sentinelsThatHangOrDiedArePassedOver() {
    RedisServer hung = group.servers().get(2);
    RedisServer dead = group.servers().get(3);
    hung.pause();
    dead.kill();

    assertThat(candidate().tryAcquire()).isTrue();

    hung.resume();
    dead.restart();
  }

  @Test
  void theDatabaseIsOneOfTheServersAndNoneOfTheSentinels() {
    LeaderLock inAnother = candidate(address().replace("/0#", "/1#"));

    assertThat(inAnother.tryAcquire()).isTrue();
    assertThat(candidate().tryAcquire()).isTrue();
  }

  @Test
  void aSentinelThatTakesNoLoginIsAskedWithoutOne() {
    URI open = group.sentinels().getFirst();
    String login = open.getUserInfo();
    String user = login.substring(0, login.indexOf(':'));
    try (Jedis sentinel = new Jedis(open)) {
      sentinel.aclSetUser("default", "on", "nopass", "~*", "&*", "+@all");
      sentinel.aclSetUser(user, "off");

      assertThat(
              candidate(
                      "redis-sentinel://%s@%s:%d#orrery"
                          .formatted(login, open.getHost(), open.getPort()))
                  .tryAcquire())
          .isTrue();

      sentinel.aclSetUser(user, "on");
      sentinel.aclSetUser("default", "off");
    }
  }

  @Test
  void anAclUserWithTheRightsInTheDocumentsIsEnough() {
    group.sentinels().forEach(at -> allow(at, "+sentinel|get-master-addr-by-name"));
    allow(
        group.primary().uri(),
        "~test:* &test:* +get +set +del +pexpire +eval +publish +subscribe +unsubscribe +ping +select");
    String limited = address().replaceFirst("//[^@]*@", "//baton:s3cret@").replace("/0#", "/1#");
    LeaderLock holder = candidate(limited);

    assertThat(holder.tryAcquire()).isTrue();
    assertThat(holder.renew()).isTrue();
    assertThat(candidate(limited).tryAcquire()).isFalse();
  }

  private static void allow(URI at, String rights) {
    try (Jedis redis = new Jedis(at)) {
      redis.aclSetUser("baton", ("on >s3cret " + rights).split(" ", -1));
    }
  }

  @Test
  void aNameThatTheSentinelsDoNotKnowIsTold() {
    assertThatThrownBy(candidate(address().replace("#orrery", "#planet"))::tryAcquire)
        .isInstanceOf(LockUnavailable.class)
        .hasMessageContaining("watches no planet");
  }
}
