package io.orrery.config;

import static io.orrery.config.ConfigSource.Naming.CODE;
import static io.orrery.config.ConfigSource.Naming.ENVIRONMENT;
import static io.orrery.config.ConfigSource.Naming.PROPERTIES;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * All that a client, worker or coordinator is told at its start. Immutable. {@link ConfigKey} lists
 * what can be set.
 *
 * @param broker such as {@code amqp://…}; the scheme chooses the adapter, see {@link
 *     io.orrery.broker.Brokers}
 * @param redis of the coordinators' lock; empty: it is in PostgreSQL
 * @param startTimeout how long a start goes on trying to reach PostgreSQL
 * @param payloadLimit bytes of the largest encoded arguments, and of the largest encoded result
 */
public record OrreryConfig(
    PostgresConfig postgres,
    URI broker,
    Optional<RedisConfig> redis,
    Duration startTimeout,
    int payloadLimit,
    LeaseTuning lease,
    RelayTuning relay,
    ClientTuning client,
    WorkerTuning worker,
    CoordinatorTuning coordinator,
    RetentionTuning retention) {

  /**
   * Reads the environment of this process.
   *
   * @throws ConfigRefused with every problem, if there is one
   */
  public static OrreryConfig fromEnv() {
    return fromEnv(System.getenv());
  }

  /**
   * Reads an environment. Variables that do not start with {@code ORRERY_} are not looked at, nor
   * are those of the test servers, {@code ORRERY_TEST_}, and those that Kubernetes sets for a
   * Service whose name starts with {@code orrery}.
   *
   * @throws ConfigRefused with every problem, if there is one
   */
  public static OrreryConfig fromEnv(Map<String, String> environment) {
    Map<String, String> ours =
        environment.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("ORRERY_"))
            .filter(entry -> !entry.getKey().startsWith("ORRERY_TEST_"))
            .filter(entry -> !ServiceLinks.contain(entry.getKey(), entry.getValue()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return read(ConfigSource.of("the environment", ours, ENVIRONMENT));
  }

  /**
   * Reads a properties file in UTF-8, and nothing else: not the environment.
   *
   * @throws ConfigRefused with every problem, if there is one: a file that can't be read, and a
   *     file with a secret in it that every user may read, are some
   */
  public static OrreryConfig fromProperties(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      // The latter is what Properties throws for a malformed escape.
      throw new ConfigRefused(file.toString(), List.of("it can't be read: " + FileTrouble.of(e)));
    }
    Map<String, String> entries =
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, properties::getProperty));
    ConfigSource source = ConfigSource.of(file.toString(), entries, PROPERTIES);
    boolean holdsSecrets =
        Arrays.stream(ConfigKey.values())
            .anyMatch(key -> key.secret() && entries.containsKey(key.property()));
    return read(
        holdsSecrets && SecretFile.allMayRead(file)
            ? source.withProblem(
                "%s holds secrets and every user may read it: chmod 600 it".formatted(file))
            : source);
  }

  /** Starts from the defaults. */
  public static ConfigBuilder builder() {
    return new ConfigBuilder();
  }

  static OrreryConfig fromCode(Map<String, String> values) {
    return read(ConfigSource.of("code", values, CODE));
  }

  private static OrreryConfig read(ConfigSource source) {
    ConfigReader reader = new ConfigReader(source);
    var postgres = reader.group(() -> ConfigGroups.postgres(reader));
    var broker = reader.broker(ConfigKey.AMQP_URI);
    var redis = reader.redis(ConfigKey.REDIS_URI);
    String redisKey = reader.text(ConfigKey.REDIS_KEY).orElseThrow();
    Duration startTimeout = reader.duration(ConfigKey.START_TIMEOUT);
    int payloadLimit = reader.count(ConfigKey.PAYLOAD_LIMIT);
    var lease = reader.group(() -> ConfigGroups.lease(reader));
    var relay = reader.group(() -> ConfigGroups.relay(reader));
    var client = reader.group(() -> ConfigGroups.client(reader));
    var worker = reader.group(() -> ConfigGroups.worker(reader));
    var coordinator = reader.group(() -> ConfigGroups.coordinator(reader));
    var retention = reader.group(() -> ConfigGroups.retention(reader));
    reader.rule(() -> Checks.reaperKeepsUp(lease.orElseThrow(), coordinator.orElseThrow()));
    reader.finish();
    return new OrreryConfig(
        postgres.orElseThrow(),
        broker.orElseThrow(),
        redis.map(address -> new RedisConfig(address, redisKey)),
        startTimeout,
        payloadLimit,
        lease.orElseThrow(),
        relay.orElseThrow(),
        client.orElseThrow(),
        worker.orElseThrow(),
        coordinator.orElseThrow(),
        retention.orElseThrow());
  }

  /** Names the services, without what may be secret. */
  @Override
  public String toString() {
    return "OrreryConfig[postgres=%s, broker=%s, redis=%s]"
        .formatted(
            postgres,
            Values.withoutUserInfo(broker),
            redis.map(RedisConfig::toString).orElse("none"));
  }
}
