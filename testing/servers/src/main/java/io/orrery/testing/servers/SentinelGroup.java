package io.orrery.testing.servers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A primary, its replica and their sentinels, however they are run.
 *
 * @param all the first primary, its replica, then the sentinels
 */
record SentinelGroup(List<Redis> all) implements SentinelRedis {
  /** How many processes a group has. */
  static final int SIZE = 5;

  private static final String NAME = "orrery";
  private static final int DATA = 2;

  /** Starts a group, and returns when the sentinels know the replica and one another. */
  static SentinelGroup start(RedisPlace place, List<Endpoint> endpoints) {
    Endpoint primary = endpoints.getFirst();
    List<RedisNode> nodes = new ArrayList<>();
    nodes.add(RedisNode.server("redis-primary", primary, data(primary)));
    nodes.add(
        RedisNode.server(
            "redis-replica",
            endpoints.get(1),
            joined(data(primary), List.of("replicaof " + primary.host() + " " + primary.port()))));
    for (int i = DATA; i < SIZE; i++) {
      nodes.add(RedisNode.sentinel("sentinel-" + (i - 1), endpoints.get(i), sentinel(endpoints)));
    }
    SentinelGroup group =
        new SentinelGroup(
            nodes.stream().map(node -> new Redis(place.start(node), node.endpoint())).toList());
    group.watchers().forEach(SentinelGroup::awaitAgreement);
    return group;
  }

  @Override
  public String uri() {
    Endpoint login = all.getFirst().endpoint();
    return watchers().stream()
        .map(sentinel -> sentinel.host() + ":" + sentinel.port())
        .collect(
            Collectors.joining(
                ",",
                "redis-sentinel://" + login.user() + ":" + login.password() + "@",
                "/0#" + NAME));
  }

  @Override
  public RedisServer primary() {
    int port = Integer.parseInt(named().get(1));
    return all.stream().filter(one -> one.endpoint().port() == port).findFirst().orElseThrow();
  }

  @Override
  public List<RedisServer> servers() {
    return List.copyOf(all);
  }

  @Override
  public List<URI> sentinels() {
    return watchers().stream().map(sentinel -> sentinel.uri("redis", "")).toList();
  }

  private List<Endpoint> watchers() {
    return all.stream().skip(DATA).map(Redis::endpoint).toList();
  }

  /** The host and port of the primary. */
  private List<String> named() {
    try {
      return RedisTalk.ask(watchers().getFirst(), "SENTINEL GET-MASTER-ADDR-BY-NAME " + NAME);
    } catch (IOException e) {
      throw new ServerFailed("asking a sentinel for the primary", e);
    }
  }

  private static void awaitAgreement(Endpoint sentinel) {
    Patience.await(
        "the sentinel " + sentinel + " knows all others",
        () -> {
          List<String> quorum = RedisTalk.ask(sentinel, "SENTINEL CKQUORUM " + NAME);
          Patience.require(quorum.getFirst().startsWith("OK 3"), quorum);
          List<String> replicas = RedisTalk.ask(sentinel, "SENTINEL REPLICAS " + NAME);
          Patience.require(replicas.contains("ok"), replicas);
        });
  }

  private static List<String> data(Endpoint primary) {
    return List.of(
        "masteruser " + primary.user(),
        "masterauth " + primary.password(),
        "replica-announce-ip " + primary.host(),
        "repl-diskless-sync-delay 0");
  }

  private static List<String> sentinel(List<Endpoint> endpoints) {
    Endpoint primary = endpoints.getFirst();
    return List.of(
        "sentinel monitor " + NAME + " " + primary.host() + " " + primary.port() + " 2",
        "sentinel known-replica " + NAME + " " + primary.host() + " " + endpoints.get(1).port(),
        "sentinel auth-user " + NAME + " " + primary.user(),
        "sentinel auth-pass " + NAME + " " + primary.password(),
        "sentinel sentinel-user " + primary.user(),
        "sentinel sentinel-pass " + primary.password(),
        "sentinel announce-ip " + primary.host(),
        "sentinel down-after-milliseconds " + NAME + " 500",
        "sentinel failover-timeout " + NAME + " 3000");
  }

  private static List<String> joined(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }
}
