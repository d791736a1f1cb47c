package io.orrery.coordinator.lock;

import io.orrery.config.RedisAddress;
import java.util.List;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks sentinels for the primary, anew for each connection: whoever loses the primary loses its
 * connection too, so nothing need be kept open to the sentinels, nor any thread listen to them.
 *
 * @param login user and password of the servers
 * @param noLogin the same without, for sentinels that have none
 */
record Sentinels(RedisAddress address, JedisClientConfig login, JedisClientConfig noLogin) {

  /**
   * The first answer counts.
   *
   * @throws JedisException if no sentinel knows, with what each of them said
   */
  HostAndPort primary() {
    JedisConnectionException all =
        new JedisConnectionException("no sentinel says where the primary is");
    for (RedisAddress.Node node : address.nodes()) {
      try {
        return ask(RedisClients.at(node));
      } catch (JedisException e) {
        all.addSuppressed(e);
      }
    }
    throw all;
  }

  /** Most sentinels take no login, whatever their servers do, and refuse one. */
  private HostAndPort ask(HostAndPort sentinel) {
    try {
      return ask(sentinel, login);
    } catch (JedisDataException refused) {
      try {
        return ask(sentinel, noLogin);
      } catch (JedisDataException e) {
        refused.addSuppressed(e);
        throw refused;
      }
    }
  }

  private HostAndPort ask(HostAndPort sentinel, JedisClientConfig config) {
    try (Jedis connection = new Jedis(sentinel, config)) {
      List<String> primary = connection.sentinelGetMasterAddrByName(address.master());
      if (primary == null) {
        throw new JedisException(
            "the sentinel %s watches no %s".formatted(sentinel, address.master()));
      }
      return new HostAndPort(primary.getFirst(), Integer.parseInt(primary.getLast()));
    }
  }
}
