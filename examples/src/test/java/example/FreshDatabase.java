package example;

import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Migrations;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import java.util.Map;

/** A database of a test's own, with the schema in it. */
final class FreshDatabase {
  private FreshDatabase() {}

  /** What a process on it has in its environment. */
  static Map<String, String> environment(String broker) {
    PostgresServer postgres = Servers.shared().postgres();
    Map<String, String> environment =
        Map.of(
            "ORRERY_POSTGRES_URL",
            postgres.jdbcUrl(postgres.createDatabase()),
            "ORRERY_POSTGRES_USER",
            postgres.user(),
            "ORRERY_POSTGRES_PASSWORD",
            postgres.password(),
            "ORRERY_AMQP_URI",
            broker);
    Migrations.migrate(OrreryConfig.fromEnv(environment));
    return environment;
  }
}
