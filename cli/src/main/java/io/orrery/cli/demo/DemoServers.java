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
  private final DemoBroker broker;

  private DemoServers(Servers servers, OrreryConfig config, DemoBroker broker) {
    this.servers = servers;
    this.config = config;
    this.broker = broker;
  }

  /**
   * Starts PostgreSQL and a broker.
   *
   * @param servers where to have them from; closed with this
   * @param wanted empty: RabbitMQ where it can be had, else the in-process broker
   * @throws ServersUnavailable if RabbitMQ was asked for and can't be had
   */
  static DemoServers start(Servers servers, Optional<BrokerChoice> wanted) {
    try {
      PostgresServer postgres = servers.postgres();
      DemoBroker broker = DemoBroker.start(servers, wanted);
      OrreryConfig config =
          OrreryConfig.builder()
              .postgres(
                  postgres.jdbcUrl(postgres.createDatabase()), postgres.user(), postgres.password())
              .broker(broker.uri())
              .build();
      Migrations.migrate(config);
      return new DemoServers(servers, config, broker);
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  OrreryConfig config() {
    return config;
  }

  /** What runs, for the first line. */
  String description() {
    return "private PostgreSQL (" + servers.origin() + ") and " + broker.words();
  }

  @Override
  public void close() {
    servers.close();
  }
}
