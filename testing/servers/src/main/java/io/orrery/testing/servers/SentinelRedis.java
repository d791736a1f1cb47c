package io.orrery.testing.servers;

import java.net.URI;
import java.util.List;

/**
 * Two Redis servers, one of which replicates the other, and three sentinels that watch them. When
 * the primary has not answered for half a second and two sentinels agree, they make the replica the
 * primary.
 */
public interface SentinelRedis {

  /** Returns {@code redis-sentinel://user:password@host:port,host:port,host:port/0#orrery}. */
  String uri();

  /** Returns the server that the sentinels name as primary at this moment. */
  RedisServer primary();

  /** Both servers, and then the sentinels; all have the same user and password. */
  List<RedisServer> servers();

  /** The three of them, each as {@code redis://user:password@host:port}. */
  List<URI> sentinels();
}
