package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Migrations.Migrated;
import io.orrery.coordinator.Migrations.Patience;
import io.orrery.store.PostgresStore;
import io.orrery.store.Schema;
import io.orrery.store.StoreBusy;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final Patience IN_A_HURRY =
      new Patience(Duration.ofMillis(200), 2, Duration.ofMillis(50));

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

  /** Behind a migration that waits for a table, everything waits that wants it: not for long. */
  @Test
  void anOpenTransactionHoldsAMigrationUpForALimitedTimeAndIsNamed() throws SQLException {
    migrateToTheFirstVersion();
    try (Connection stranger = connect();
        Statement statement = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      statement.execute("SET application_name = 'forgotten'; SELECT FROM orrery.job");

      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () ->
              assertThatThrownBy(() -> Migrations.migrate(config, IN_A_HURRY))
                  .isInstanceOf(StoreBusy.class)
                  .hasMessageContainingAll(
                      "from Orrery schema version 1 to " + Schema.VERSION,
                      "PID " + pid(statement),
                      "\"forgotten\"",
                      "pg_terminate_backend"));
    }

    assertThat(Migrations.migrate(config)).isEqualTo(new Migrated(1, Schema.VERSION));
  }

  @Test
  void aMigrationThatHadToWaitGoesOnOnceTheWayIsFree() throws Exception {
    migrateToTheFirstVersion();
    Patience patience = new Patience(Duration.ofMillis(100), 1_000, Duration.ofMillis(50));
    CompletableFuture<Migrated> migration;
    try (Connection stranger = connect();
        Statement statement = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      statement.execute("SELECT FROM orrery.job");
      migration = CompletableFuture.supplyAsync(() -> Migrations.migrate(config, patience));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  number(
                          "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                              + " WHERE a.datname = current_database() AND NOT l.granted")
                      > 0);
      stranger.rollback();
    }

    assertThat(migration.get()).isEqualTo(new Migrated(1, Schema.VERSION));
  }

  private void migrateToTheFirstVersion() {
    Flyway.configure()
        .dataSource(server.jdbcUrl(database), server.user(), server.password())
        .schemas(Schema.NAME)
        .locations(Schema.MIGRATIONS)
        .target("1")
        .load()
        .migrate();
  }

  private static long pid(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
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
