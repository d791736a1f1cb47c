package io.orrery.benchmarks.failover;

import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Migrations;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.RedisServer;
import io.orrery.testing.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Real servers with the schema and the audit, and what children need to reach them.
 *
 * @param folder for the files that children write
 */
record Stage(Servers servers, Map<String, String> environment, Audit audit, Path folder)
    implements AutoCloseable {

  static Stage open(Map<ConfigKey, String> tuning) throws IOException, SQLException {
    Servers servers = Servers.open();
    try {
      Map<String, String> environment = environment(servers);
      tuning.forEach((key, value) -> environment.put(key.environment(), value));
      return new Stage(
          servers,
          Map.copyOf(environment),
          audit(servers, OrreryConfig.fromEnv(environment)),
          Files.createTempDirectory("orrery-failover-"));
    } catch (RuntimeException | IOException | SQLException e) {
      servers.close();
      throw e;
    }
  }

  private static Map<String, String> environment(Servers servers) {
    PostgresServer postgres = servers.postgres();
    Map<String, String> environment = new HashMap<>();
    environment.put(
        ConfigKey.POSTGRES_URL.environment(), postgres.jdbcUrl(postgres.createDatabase()));
    environment.put(ConfigKey.POSTGRES_USER.environment(), postgres.user());
    environment.put(ConfigKey.POSTGRES_PASSWORD.environment(), postgres.password());
    environment.put(ConfigKey.AMQP_URI.environment(), servers.rabbitmq().uri().toString());
    environment.put(ConfigKey.REDIS_URI.environment(), servers.redis().uri().toString());
    return environment;
  }

  private static Audit audit(Servers servers, OrreryConfig config)
      throws IOException, SQLException {
    Migrations.migrate(config);
    try (Audit before = new Audit(config.postgres())) {
      before.keepCommitTimes();
    }
    servers.postgres().restart();
    Audit audit = new Audit(config.postgres());
    audit.install();
    return audit;
  }

  OrreryConfig config() {
    return OrreryConfig.fromEnv(environment);
  }

  RedisServer redis() {
    return servers.redis();
  }

  /** The ids of the one-off jobs whose enqueue returned. */
  Path enqueued() {
    return folder.resolve("enqueued");
  }

  /** Every start of a handler. */
  Path runs() {
    return folder.resolve("runs");
  }

  @Override
  public void close() throws IOException, SQLException {
    audit.close();
    servers.close();
    Files.deleteIfExists(enqueued());
    Files.deleteIfExists(runs());
    Files.deleteIfExists(folder);
  }
}
