package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Servers from binaries: PostgreSQL's come with the build, RabbitMQ's and Redis' are installed on
 * the machine.
 */
final class InstalledServers implements Servers {
  private final Choice choice;
  private final Binaries binaries;
  private final InstalledServer.Place place;
  private final OnFirstUse<PostgresServer> postgres = new OnFirstUse<>(this::startPostgres);
  private final OnFirstUse<RabbitServer> rabbitmq = new OnFirstUse<>(this::startRabbit);
  private final OnFirstUse<RedisServer> redis = new OnFirstUse<>(this::startRedis);
  private final OnFirstUse<TlsRedis> tls = new OnFirstUse<>(this::startTls);
  private final OnFirstUse<SentinelRedis> sentinels = new OnFirstUse<>(this::startSentinels);
  private final OnFirstUse<ClusterRedis> cluster = new OnFirstUse<>(this::startCluster);

  private InstalledServers(Choice choice, Binaries binaries, InstalledServer.Place place) {
    this.choice = choice;
    this.binaries = binaries;
    this.place = place;
  }

  static Servers open(Choice choice, Binaries binaries) {
    if (System.getProperty("os.name").startsWith("Windows")) {
      throw ServersUnavailable.because(
          "Installed servers need a Unix shell, which Windows lacks; the choice was "
              + choice
              + ".");
    }
    try {
      ServiceAccount account = ServiceAccount.current();
      Path folder = Files.createTempDirectory("orrery-servers-").toRealPath();
      account.own(folder);
      return new InstalledServers(
          choice, binaries, new InstalledServer.Place(folder, account, Janitor.of(folder)));
    } catch (IOException e) {
      throw new ServerFailed("making a folder for the servers", e);
    }
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
    place.janitor().close();
  }

  private PostgresServer startPostgres() {
    Endpoint endpoint = endpoint();
    Program program = new PostgresProgram(PostgresBinaries.unpacked(), endpoint);
    return new Postgres(InstalledServer.start(program, place), endpoint);
  }

  private RabbitServer startRabbit() {
    Path server = binary("rabbitmq-server");
    Endpoint epmd = endpoint();
    InstalledServer.start(new EpmdProgram(binary("epmd"), epmd), place);
    Endpoint endpoint = endpoint();
    RabbitProgram program = new RabbitProgram(server, endpoint, FreePorts.next(), epmd.port());
    InstalledServer process = InstalledServer.start(program, place);
    return new Rabbit(
        process, endpoint, arguments -> process.run(folder -> program.control(folder, arguments)));
  }

  private RedisServer startRedis() {
    Endpoint endpoint = endpoint();
    return new Redis(start(RedisNode.server("redis", endpoint, List.of())), endpoint);
  }

  private TlsRedis startTls() {
    return RedisWithTls.start(this::start, endpoints(RedisWithTls.PORTS));
  }

  private SentinelRedis startSentinels() {
    return SentinelGroup.start(this::start, endpoints(SentinelGroup.SIZE));
  }

  private ClusterRedis startCluster() {
    return ClusterGroup.start(this::start, endpoints(ClusterGroup.SIZE));
  }

  private Server start(RedisNode node) {
    return InstalledServer.start(new RedisProgram(binary("redis-server"), node), place);
  }

  private static List<Endpoint> endpoints(int count) {
    return Endpoint.several(Endpoint.LOOPBACK, count);
  }

  private static Endpoint endpoint() {
    return Endpoint.at(Endpoint.LOOPBACK, FreePorts.next());
  }

  private Path binary(String name) {
    return binaries.find(name).orElseThrow(() -> ServersUnavailable.because(missing()));
  }

  private String missing() {
    List<String> names =
        Stream.of("rabbitmq-server", "epmd", "redis-server")
            .filter(name -> binaries.find(name).isEmpty())
            .toList();
    return "This machine has no "
        + String.join(", no ", names)
        + " in any of "
        + binaries.folders()
        + "; the choice was "
        + choice
        + ".";
  }
}
