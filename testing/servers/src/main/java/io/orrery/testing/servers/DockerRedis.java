package io.orrery.testing.servers;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/**
 * Containers of Redis, one for each process. They listen on the very ports that are published, for
 * sentinels and clusters tell their addresses to one another and to clients alike. Several share
 * the network of one more container, so that these addresses hold among them too.
 *
 * @param blank makes one that has, or shares, the network
 * @param starting starts a container, and returns when its probe does
 */
record DockerRedis(
    Supplier<GenericContainer<?>> blank,
    BiFunction<GenericContainer<?>, DockerServer.Probe, DockerServer> starting)
    implements RedisPlace {
  private static final String FOLDER = "/data/";

  /** Redis drops root before it reads these, and a sentinel writes its configuration again. */
  private static final int FOR_ALL = 0666;

  /** The container whose network others share. It only waits. */
  static GenericContainer<?> idle(List<Endpoint> endpoints) {
    return published(endpoints)
        .withCommand("sleep", "infinity")
        // Not until its ports are listened on, which they are not for now.
        .waitingFor(Wait.forSuccessfulCommand("true"));
  }

  /** A container of Redis with these ports. */
  static GenericContainer<?> published(List<Endpoint> endpoints) {
    GenericContainer<?> container = new GenericContainer<>(DockerImages.REDIS);
    container.setPortBindings(
        endpoints.stream().map(one -> DockerServers.binding(one, one.port())).toList());
    return container;
  }

  static GenericContainer<?> within(DockerServer network) {
    return new GenericContainer<>(DockerImages.REDIS)
        .withNetworkMode("container:" + network.containerId());
  }

  @Override
  public Server start(RedisNode node) {
    GenericContainer<?> container = blank.get();
    // Else Redis refuses all but loopback, and the published port does not come from there; its
    // user's password guards it.
    List<String> lines = node.configuration("protected-mode no");
    copy(container, RedisNode.CONFIGURATION, String.join("\n", lines));
    for (Map.Entry<String, String> file : node.files().entrySet()) {
      copy(container, file.getKey(), file.getValue());
    }
    container.withCommand(node.command("redis-server").toArray(String[]::new));
    return starting.apply(container, () -> Redis.probe(node.endpoint()));
  }

  private static void copy(GenericContainer<?> container, String name, String text) {
    container.withCopyToContainer(Transferable.of(text, FOR_ALL), FOLDER + name);
  }
}
