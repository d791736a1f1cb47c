package io.orrery.coordinator.lock;

import io.orrery.config.RedisAddress;
import java.time.Duration;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;

/** Connects to Redis, in whichever form it is there. Every wait ends within a second. */
final class RedisClients {
  static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Shorter, for those that hang keep the others, which would answer, waiting. */
  private static final Duration SENTINEL_TIMEOUT = Duration.ofMillis(400);

  /** A subscription that hears nothing for so long, not even an answer to a ping, is dead. */
  static final Duration SILENCE = Duration.ofSeconds(15);

  /** One for what is asked, one for the subscription. */
  private static final int CONNECTIONS = 2;

  private RedisClients() {}

  /**
   * @throws redis.clients.jedis.exceptions.JedisException if sentinels or cluster can't be asked; a
   *     single server is connected to when it is first used
   */
  static UnifiedJedis connect(RedisAddress address) {
    return switch (address.kind()) {
      case STANDALONE -> single(address, at(address.nodes().getFirst()));
      case SENTINEL -> single(address, sentinels(address).primary());
      case CLUSTER -> cluster(address);
    };
  }

  static HostAndPort at(RedisAddress.Node node) {
    return new HostAndPort(node.host(), node.port());
  }

  private static UnifiedJedis single(RedisAddress address, HostAndPort server) {
    return RedisClient.builder()
        .hostAndPort(server)
        .clientConfig(login(address, config(address, TIMEOUT)).database(address.database()).build())
        .poolConfig(pool())
        .build();
  }

  private static Sentinels sentinels(RedisAddress address) {
    return new Sentinels(
        address,
        login(address, config(address, SENTINEL_TIMEOUT)).build(),
        config(address, SENTINEL_TIMEOUT).build());
  }

  private static UnifiedJedis cluster(RedisAddress address) {
    return RedisClusterClient.builder()
        .nodes(address.nodes().stream().map(RedisClients::at).collect(Collectors.toSet()))
        .clientConfig(login(address, config(address, TIMEOUT)).build())
        .poolConfig(pool())
        .maxAttempts(2)
        .maxTotalRetriesDuration(TIMEOUT)
        .build();
  }

  private static DefaultJedisClientConfig.Builder login(
      RedisAddress address, DefaultJedisClientConfig.Builder config) {
    address.user().ifPresent(config::user);
    address.password().ifPresent(config::password);
    return config;
  }

  private static DefaultJedisClientConfig.Builder config(RedisAddress address, Duration timeout) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis((int) timeout.toMillis())
            .socketTimeoutMillis((int) timeout.toMillis())
            .blockingSocketTimeoutMillis((int) SILENCE.toMillis())
            .clientName("orrery-coordinator")
            // In RESP3, Jedis takes the answer to a ping for an unexpected message of its
            // subscription.
            .resp2();
    if (address.tls()) {
      // Certificate and host name are both verified, by what the JVM trusts.
      config.sslOptions(SslOptions.defaults());
    }
    return config;
  }

  private static ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(CONNECTIONS);
    pool.setMaxWait(TIMEOUT);
    pool.setJmxEnabled(false);
    // No thread of its own: a connection that broke while idle fails its next question, and is
    // replaced.
    pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
    return pool;
  }
}
