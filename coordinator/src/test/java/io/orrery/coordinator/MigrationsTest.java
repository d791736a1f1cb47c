package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Migrations.Migrated;
import io.orrery.store.PostgresStore;
import io.orrery.store.Schema;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreSettings;
import io.orrery.store.StoreUnavailable;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import io.prometheus.client.CollectorRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private final PostgresServer server = Servers.shared().postgres();
  private final String database = server.createDatabase();
  private final OrreryConfig config = config(server.jdbcUrl(database));

  @AfterEach
  void drop() {
    server.dropDatabase(database);
  }

  @Test
  void anEmptyDatabaseIsBroughtToTheNewestVersionOnce() {
    assertThat(Migrations.migrate(config)).isEqualTo(new Migrated(0, Schema.VERSION));
    assertThat(Migrations.migrate(config)).isEqualTo(new Migrated(Schema.VERSION, Schema.VERSION));

    PostgresStore.open(StoreSettings.of(config, "test", 1), new CollectorRegistry()).close();
  }

  @Test
  void processesThatMigrateAtOnceTakeTurns() {
    List<CompletableFuture<Migrated>> migrations =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> Migrations.migrate(config)))
            .limit(6)
            .toList();

    assertThat(migrations)
        .allSatisfy(done -> assertThat(done.get().to()).isEqualTo(Schema.VERSION));
  }

  @Test
  void nothingOutsideTheSchemaIsTouched() throws SQLException {
    Migrations.migrate(config);

    assertThat(
            number(
                "SELECT count(*) FROM pg_class WHERE relnamespace NOT IN (SELECT oid FROM pg_namespace"
                    + " WHERE nspname IN ('orrery', 'pg_catalog', 'information_schema', 'pg_toast'))"))
        .isZero();
  }

  @Test
  void aNewerSchemaIsLeftAloneAndBothVersionsAreNamed() throws SQLException {
    Migrations.migrate(config);
    execute("UPDATE orrery.flyway_schema_history SET version = '99' WHERE version = '1'");

    assertThatThrownBy(() -> Migrations.migrate(config))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("only version " + Schema.VERSION);
  }

  @Test
  void aMigrationThatFailsSaysBetweenWhichVersions() throws SQLException {
    execute("CREATE SCHEMA orrery; CREATE TABLE orrery.job (id int)");

    assertThatThrownBy(() -> Migrations.migrate(config))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("from Orrery schema version 0 to " + Schema.VERSION);
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    OrreryConfig away = config("jdbc:postgresql://127.0.0.1:1/none");

    assertThatThrownBy(() -> Migrations.migrate(away))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  private OrreryConfig config(String url) {
    return OrreryConfig.builder()
        .postgres(url, server.user(), server.password())
        .broker("memory:none")
        .set(ConfigKey.START_TIMEOUT, "1s")
        .build();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
  }
}
