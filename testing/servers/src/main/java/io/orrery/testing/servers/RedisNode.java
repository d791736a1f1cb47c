package io.orrery.testing.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One process of Redis, wherever it will run.
 *
 * @param name of its folder or container
 * @param settings beside its port and who may log in, as lines of its configuration
 * @param files that the settings name, by name, with their text; beside the configuration
 */
record RedisNode(
    String name,
    Endpoint endpoint,
    boolean sentinel,
    List<String> settings,
    Map<String, String> files) {
  static final String CONFIGURATION = "redis.conf";
  private static final List<String> NOTHING_ON_DISK = List.of("save \"\"", "appendonly no");

  /** A server that keeps nothing on disk. */
  static RedisNode server(String name, Endpoint endpoint, List<String> settings) {
    List<String> all = new ArrayList<>(NOTHING_ON_DISK);
    all.addAll(settings);
    return new RedisNode(name, endpoint, false, all, Map.of());
  }

  static RedisNode sentinel(String name, Endpoint endpoint, List<String> settings) {
    return new RedisNode(name, endpoint, true, settings, Map.of());
  }

  RedisNode with(Map<String, String> more) {
    return new RedisNode(name, endpoint, sentinel, settings, more);
  }

  /** The configuration of a process that knows one user, with what its place asks for. */
  List<String> configuration(String ofPlace) {
    List<String> lines = new ArrayList<>();
    lines.add("port " + endpoint.port());
    lines.add(ofPlace);
    lines.add("user default off");
    lines.add("user " + endpoint.user() + " on >" + endpoint.password() + " ~* &* +@all");
    lines.addAll(settings);
    return lines;
  }

  /** The command, to be run in the folder of the configuration. */
  List<String> command(String server) {
    return sentinel ? List.of(server, CONFIGURATION, "--sentinel") : List.of(server, CONFIGURATION);
  }
}
