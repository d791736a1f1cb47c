package io.orrery.coordinator.lock;

import io.orrery.config.RedisAddress;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;

/** Connects to Redis, in whichever form it is there. Every wait ends within a second. */
final class RedisClients {
  static final Duration TIMEOUT = Duration.ofSeconds(1);

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
    Set<HostAndPort> nodes =
        address.nodes().stream()
            .map(node -> new HostAndPort(node.host(), node.port()))
            .collect(Collectors.toSet());
    return switch (address.kind()) {
      case STANDALONE ->
          RedisClient.builder()
              .hostAndPort(nodes.iterator().next())
              .clientConfig(config(address))
              .poolConfig(pool())
              .build();
      case SENTINEL ->
          RedisSentinelClient.builder()
              .masterName(address.master())
              .sentinels(nodes)
              .sentinelClientConfig(config(address))
              .clientConfig(config(address))
              .poolConfig(pool())
              .build();
      case CLUSTER ->
          RedisClusterClient.builder()
              .nodes(nodes)
              .clientConfig(config(address))
              .poolConfig(pool())
              .maxAttempts(2)
              .maxTotalRetriesDuration(TIMEOUT)
              .build();
    };
  }

  private static JedisClientConfig config(RedisAddress address) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis((int) TIMEOUT.toMillis())
            .socketTimeoutMillis((int) TIMEOUT.toMillis())
            .blockingSocketTimeoutMillis((int) SILENCE.toMillis())
            .clientName("orrery-coordinator")
            .database(address.database())
            // In RESP3, Jedis takes the answer to a ping for an unexpected message of its
            // subscription.
            .resp2();
    if (address.tls()) {
      // Certificate and host name are both verified.
      config.sslOptions(SslOptions.defaults());
    }
    address.user().ifPresent(config::user);
    address.password().ifPresent(config::password);
    return config.build();
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
