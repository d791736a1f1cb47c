package io.orrery.testing.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/**
 * Servers in containers. Testcontainers' reaper removes them where the JVM dies before {@link
 * #close()}.
 */
final class DockerServers implements Servers {
  private static final String REDIS_CONFIGURATION = "/etc/orrery-redis.conf";

  private final Choice choice;
  private final Queue<DockerServer> started = new ConcurrentLinkedQueue<>();
  private final OnFirstUse<PostgresServer> postgres = new OnFirstUse<>(this::startPostgres);
  private final OnFirstUse<RabbitServer> rabbitmq = new OnFirstUse<>(this::startRabbit);
  private final OnFirstUse<RedisServer> redis = new OnFirstUse<>(this::startRedis);

  DockerServers(Choice choice) {
    this.choice = choice;
  }

  @Override
  public PostgresServer postgres() {
    return postgres.get();
  }

  @Override
  public RabbitServer rabbitmq() {
    return rabbitmq.get();
  }

  @Override
  public RedisServer redis() {
    return redis.get();
  }

  @Override
  public String origin() {
    return choice.form().words();
  }

  @Override
  public void close() {
    started.forEach(DockerServer::remove);
  }

  private PostgresServer startPostgres() {
    Endpoint endpoint = endpoint();
    GenericContainer<?> container =
        container(DockerImages.POSTGRES, endpoint, 5432)
            .withEnv("POSTGRES_USER", endpoint.user())
            .withEnv("POSTGRES_PASSWORD", endpoint.password())
            .withEnv("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --no-locale")
            .withCommand(Postgres.OPTIONS.toArray(String[]::new));
    return new Postgres(start(container, () -> Postgres.probe(endpoint)), endpoint);
  }

  private RabbitServer startRabbit() {
    Endpoint endpoint = endpoint();
    GenericContainer<?> container =
        container(DockerImages.RABBITMQ, endpoint, 5672)
            .withEnv("RABBITMQ_DEFAULT_USER", endpoint.user())
            .withEnv("RABBITMQ_DEFAULT_PASS", endpoint.password());
    DockerServer process = start(container, () -> Rabbit.probe(endpoint));
    return new Rabbit(process, endpoint, arguments -> process.run(rabbitmqctl(arguments)));
  }

  private RedisServer startRedis() {
    Endpoint endpoint = endpoint();
    List<String> lines = new ArrayList<>(Redis.configuration(endpoint));
    // Else Redis refuses all but loopback, and the published port does not come from there; its
    // user's password guards it.
    lines.add("protected-mode no");
    GenericContainer<?> container =
        container(DockerImages.REDIS, endpoint, 6379)
            .withCopyToContainer(Transferable.of(String.join("\n", lines)), REDIS_CONFIGURATION)
            .withCommand("redis-server", REDIS_CONFIGURATION);
    return new Redis(start(container, () -> Redis.probe(endpoint)), endpoint);
  }

  private DockerServer start(GenericContainer<?> container, DockerServer.Probe probe) {
    DockerServer server = DockerServer.start(container, probe);
    started.add(server);
    return server;
  }

  private static List<String> rabbitmqctl(List<String> arguments) {
    return Stream.concat(Stream.of("rabbitmqctl", "--silent"), arguments.stream()).toList();
  }

  /** Publishes the port under one number for good: Docker would choose another at each start. */
  private static GenericContainer<?> container(String image, Endpoint endpoint, int port) {
    GenericContainer<?> container = new GenericContainer<>(image).withExposedPorts(port);
    String published = endpoint.port() + ":" + port;
    boolean local = endpoint.host().equals(Endpoint.LOOPBACK);
    container.setPortBindings(List.of(local ? Endpoint.LOOPBACK + ":" + published : published));
    return container;
  }

  private static Endpoint endpoint() {
    String host = DockerClientFactory.instance().dockerHostIpAddress();
    return Endpoint.at(host.equals("localhost") ? Endpoint.LOOPBACK : host, FreePorts.next());
  }
}
