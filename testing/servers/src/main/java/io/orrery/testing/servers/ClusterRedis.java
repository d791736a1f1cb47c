package io.orrery.testing.servers;

import java.util.List;

/**
 * A cluster of three Redis servers, each with a third of the slots, and no replicas. A server that
 * is killed takes its slots with it, and brings them back, empty, when it is restarted; one that is
 * wiped does not belong to the cluster any more.
 */
public interface ClusterRedis {

  /** Returns {@code redis-cluster://user:password@host:port,host:port,host:port}. */
  String uri();

  /** Returns the server that holds a key. */
  RedisServer ownerOf(String key);

  /** All three. */
  List<RedisServer> servers();

  /** Waits until every server has heard that all slots are served. */
  void awaitWhole();
}
