package io.orrery.testing.servers;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * Servers in containers. Testcontainers' reaper removes them where the JVM dies before {@link
 * #close()}.
 */
final class DockerServers implements Servers {
  private final Choice choice;
  private final Queue<DockerServer> started = new ConcurrentLinkedQueue<>();
  private final OnFirstUse<PostgresServer> postgres = new OnFirstUse<>(this::startPostgres);
  private final OnFirstUse<RabbitServer> rabbitmq = new OnFirstUse<>(this::startRabbit);
  private final OnFirstUse<RedisServer> redis = new OnFirstUse<>(this::startRedis);
  private final OnFirstUse<TlsRedis> tls = new OnFirstUse<>(this::startTls);
  private final OnFirstUse<SentinelRedis> sentinels = new OnFirstUse<>(this::startSentinels);
  private final OnFirstUse<ClusterRedis> cluster = new OnFirstUse<>(this::startCluster);

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
  public TlsRedis redisWithTls() {
    return tls.get();
  }

  @Override
  public SentinelRedis redisWithSentinels() {
    return sentinels.get();
  }

  @Override
  public ClusterRedis redisCluster() {
    return cluster.get();
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
    RedisNode node = RedisNode.server("redis", endpoint, List.of());
    return new Redis(alone(List.of(endpoint)).start(node), endpoint);
  }

  private TlsRedis startTls() {
    List<Endpoint> endpoints = endpoints(RedisWithTls.PORTS);
    return RedisWithTls.start(alone(endpoints), endpoints);
  }

  private SentinelRedis startSentinels() {
    List<Endpoint> endpoints = endpoints(SentinelGroup.SIZE);
    return SentinelGroup.start(together(endpoints), endpoints);
  }

  private ClusterRedis startCluster() {
    List<Endpoint> endpoints = endpoints(ClusterGroup.SIZE);
    return ClusterGroup.start(together(endpoints), endpoints);
  }

  /** A place for one process. */
  private RedisPlace alone(List<Endpoint> endpoints) {
    return new DockerRedis(() -> DockerRedis.published(endpoints), this::start);
  }

  /** A place for several that talk to one another. */
  private RedisPlace together(List<Endpoint> endpoints) {
    DockerServer network = start(DockerRedis.idle(endpoints), () -> {});
    return new DockerRedis(() -> DockerRedis.within(network), this::start);
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
    container.setPortBindings(List.of(binding(endpoint, port)));
    return container;
  }

  /** Publishes a container's port at an endpoint, and to this machine alone where that is one. */
  static String binding(Endpoint endpoint, int port) {
    String published = endpoint.port() + ":" + port;
    boolean local = endpoint.host().equals(Endpoint.LOOPBACK);
    return local ? Endpoint.LOOPBACK + ":" + published : published;
  }

  private static Endpoint endpoint() {
    return Endpoint.at(host(), FreePorts.next());
  }

  private static List<Endpoint> endpoints(int count) {
    return Endpoint.several(host(), count);
  }

  private static String host() {
    String host = DockerClientFactory.instance().dockerHostIpAddress();
    return host.equals("localhost") ? Endpoint.LOOPBACK : host;
  }
}
