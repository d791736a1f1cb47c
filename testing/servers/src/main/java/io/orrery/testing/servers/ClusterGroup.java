package io.orrery.testing.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three servers with a third of the slots each, however they are run. */
record ClusterGroup(List<Redis> all) implements ClusterRedis {
  static final int SIZE = 3;
  private static final int SLOTS = 16_384;

  /** Starts a cluster, and returns when each of its servers knows that it is whole. */
  static ClusterGroup start(RedisPlace place, List<Endpoint> endpoints) {
    List<Redis> all = new ArrayList<>();
    List<Integer> buses = endpoints.stream().map(endpoint -> FreePorts.next()).toList();
    for (int i = 0; i < SIZE; i++) {
      RedisNode node =
          RedisNode.server("redis-cluster-" + i, endpoints.get(i), settings(buses.get(i)));
      all.add(new Redis(place.start(node), endpoints.get(i)));
    }
    ClusterGroup cluster = new ClusterGroup(List.copyOf(all));
    cluster.join(buses);
    cluster.awaitWhole();
    return cluster;
  }

  @Override
  public String uri() {
    Endpoint login = all.getFirst().endpoint();
    return all.stream()
        .map(Redis::endpoint)
        .map(one -> one.host() + ":" + one.port())
        .collect(
            Collectors.joining(
                ",", "redis-cluster://" + login.user() + ":" + login.password() + "@", ""));
  }

  @Override
  public RedisServer ownerOf(String key) {
    return all.stream().filter(one -> holds(one.endpoint(), key)).findFirst().orElseThrow();
  }

  @Override
  public List<RedisServer> servers() {
    return List.copyOf(all);
  }

  @Override
  public void awaitWhole() {
    for (Redis one : all) {
      Patience.await(
          one.endpoint() + " knows that the cluster is whole",
          () -> {
            List<String> info = RedisTalk.ask(one.endpoint(), "CLUSTER INFO");
            Patience.require(
                info.getFirst().contains("cluster_state:ok")
                    && info.getFirst().contains("cluster_known_nodes:" + SIZE),
                info);
          });
    }
  }

  private void join(List<Integer> buses) {
    try {
      for (int i = 0; i < SIZE; i++) {
        Endpoint one = all.get(i).endpoint();
        int first = i * SLOTS / SIZE;
        int last = (i + 1) * SLOTS / SIZE - 1;
        RedisTalk.ask(one, "CLUSTER ADDSLOTSRANGE " + first + " " + last);
        for (int j = 0; j < i; j++) {
          Endpoint other = all.get(j).endpoint();
          RedisTalk.ask(
              one, "CLUSTER MEET " + other.host() + " " + other.port() + " " + buses.get(j));
        }
      }
    } catch (IOException e) {
      throw new ServerFailed("making a cluster of " + all, e);
    }
  }

  /** Whoever does not hold a key answers with the address of who does, as an error. */
  private static boolean holds(Endpoint server, String key) {
    try {
      RedisTalk.ask(server, "EXISTS " + key);
      return true;
    } catch (IOException moved) {
      return false;
    }
  }

  private static List<String> settings(int bus) {
    return List.of(
        "cluster-enabled yes",
        "cluster-config-file nodes.conf",
        "cluster-port " + bus,
        // No server seems dead to the others because the machine is busy.
        "cluster-node-timeout 5000");
  }
}
