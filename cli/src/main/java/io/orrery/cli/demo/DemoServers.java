package io.orrery.cli.demo;

import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Migrations;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import io.orrery.testing.servers.ServersUnavailable;
import java.util.Optional;

/** The demo's private servers, with the schema in place. */
final class DemoServers implements AutoCloseable {
  private final Servers servers;
  private final OrreryConfig config;
  private final String description;

  private DemoServers(Servers servers, OrreryConfig config, String description) {
    this.servers = servers;
    this.config = config;
    this.description = description;
  }

  /**
   * Starts PostgreSQL and a broker.
   *
   * @param wanted empty: RabbitMQ where it can be had, else the in-process broker
   * @throws ServersUnavailable if RabbitMQ was asked for and can't be had
   */
  static DemoServers start(Optional<BrokerChoice> wanted) {
    Servers servers = Servers.open();
    try {
      PostgresServer postgres = servers.postgres();
      String broker = broker(servers, wanted);
      OrreryConfig config =
          OrreryConfig.builder()
              .postgres(
                  postgres.jdbcUrl(postgres.createDatabase()), postgres.user(), postgres.password())
              .broker(broker)
              .build();
      Migrations.migrate(config);
      return new DemoServers(servers, config, describe(broker, servers));
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  private static String broker(Servers servers, Optional<BrokerChoice> wanted) {
    if (wanted.equals(Optional.of(BrokerChoice.memory))) {
      return "memory:demo";
    }
    try {
      return servers.rabbitmq().uri().toString();
    } catch (ServersUnavailable e) {
      if (wanted.isPresent()) {
        throw e;
      }
      return "memory:demo";
    }
  }

  private static String describe(String broker, Servers servers) {
    return broker.startsWith("memory:")
        ? "private PostgreSQL (" + servers.origin() + ") and the in-process broker"
        : "private PostgreSQL and RabbitMQ (" + servers.origin() + ")";
  }

  OrreryConfig config() {
    return config;
  }

  /** What runs, for the first line. */
  String description() {
    return description;
  }

  @Override
  public void close() {
    servers.close();
  }
}
