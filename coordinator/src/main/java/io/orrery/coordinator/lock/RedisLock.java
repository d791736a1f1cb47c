package io.orrery.coordinator.lock;

import io.orrery.config.RedisAddress;
import io.orrery.lock.LeaderLock;
import io.orrery.lock.LockUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * A lock in Redis: a key that holds its holder's token and ends by itself. A release is published
 * on a channel of the key's name. Connects when it is first asked, and again after any error.
 */
public final class RedisLock implements LeaderLock {
  private static final String RENEW =
      """
      if redis.call('get', KEYS[1]) == ARGV[1] then
        return redis.call('pexpire', KEYS[1], ARGV[2])
      end
      return 0
      """;

  private static final String RELEASE =
      """
      if redis.call('get', KEYS[1]) == ARGV[1] then
        redis.call('del', KEYS[1])
      end
      return redis.call('publish', KEYS[1], ARGV[1])
      """;

  private final RedisAddress address;
  private final String key;
  private final Duration ttl;
  private final String token = UUID.randomUUID().toString();
  private final ReleaseListener releases;
  private final AtomicReference<@Nullable UnifiedJedis> client = new AtomicReference<>();

  /**
   * @param key of all coordinators that may lead in one another's place
   */
  public RedisLock(RedisAddress address, String key, Duration ttl) {
    this.address = address;
    this.key = key;
    this.ttl = ttl;
    this.releases = new ReleaseListener(address, key, token);
  }

  @Override
  public Duration ttl() {
    return ttl;
  }

  @Override
  public boolean tryAcquire() {
    SetParams ifFree = SetParams.setParams().nx().px(ttl.toMillis());
    return ask("take", redis -> redis.set(key, token, ifFree) != null) || renew();
  }

  @Override
  public boolean renew() {
    List<String> mine = List.of(token, Long.toString(ttl.toMillis()));
    return ask("renew", redis -> redis.eval(RENEW, List.of(key), mine).equals(1L));
  }

  @Override
  public void release() {
    ask("release", redis -> redis.eval(RELEASE, List.of(key), List.of(token)));
  }

  @Override
  public void onReleased(Runnable listener) {
    releases.add(listener);
  }

  @Override
  public void close() {
    releases.close();
    discard();
  }

  private <T> T ask(String doing, Function<UnifiedJedis, T> question) {
    releases.ping();
    try {
      return question.apply(connected());
    } catch (JedisException e) {
      discard();
      throw new LockUnavailable(
          "can't %s the leader's lock in %s: %s"
              .formatted(doing, address, RedisTrouble.words(e, address.tls())),
          e);
    }
  }

  private synchronized UnifiedJedis connected() {
    UnifiedJedis open = client.get();
    if (open == null) {
      open = RedisClients.connect(address);
      client.set(open);
    }
    return open;
  }

  /** What failed once may be half dead: the next question connects anew. */
  private void discard() {
    UnifiedJedis open = client.getAndSet(null);
    if (open != null) {
      open.close();
    }
  }
}
