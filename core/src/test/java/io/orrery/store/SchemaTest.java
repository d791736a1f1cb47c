package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.config.ConfigKey;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class SchemaTest {
  @Test
  void aDatabaseWithoutTheSchemaIsRefusedWithTheWayOut() {
    PostgresServer server = Servers.shared().postgres();
    String empty = server.createDatabase();
    try (TestDatabase database = TestDatabase.create()) {
      StoreSettings settings =
          StoreSettings.of(
              database
                  .config()
                  .postgres(server.jdbcUrl(empty), server.user(), server.password())
                  .build(),
              "test",
              1);

      assertThatThrownBy(() -> PostgresStore.open(settings, new CollectorRegistry()))
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining("no Orrery schema")
          .hasMessageContaining("version " + Schema.VERSION)
          .hasMessageContaining("orrery migrate");
    }
  }

  @Test
  void aNewerSchemaIsRefusedWithBothVersions() {
    try (TestDatabase database = TestDatabase.create()) {
      database.execute(
          "UPDATE orrery.flyway_schema_history SET version = '99' WHERE version = '"
              + Schema.VERSION
              + "'");

      assertThatThrownBy(database::open)
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining("version 99")
          .hasMessageContaining("only version " + Schema.VERSION);
    }
  }

  @Test
  void aWrongPasswordEndsTheStartAtOnce() {
    try (TestDatabase database = TestDatabase.create()) {
      StoreSettings settings =
          StoreSettings.of(
              database.config().postgres(database.url(), database.user(), "wrong").build(),
              "test",
              1);

      assertThatThrownBy(() -> PostgresStore.open(settings, new CollectorRegistry()))
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining(database.user())
          .hasMessageContaining("ORRERY_POSTGRES_PASSWORD");
    }
  }

  @Test
  void anUnreachableServerIsNamed() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + free + "/none";
    try (TestDatabase database = TestDatabase.create()) {
      StoreSettings settings =
          StoreSettings.of(
              database
                  .config()
                  .postgres(url, "nobody", "x")
                  .set(ConfigKey.START_TIMEOUT, "1s")
                  .build(),
              "test",
              1);

      assertThatThrownBy(() -> PostgresStore.open(settings, new CollectorRegistry()))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("127.0.0.1:" + free);
    }
  }

  @Test
  void theClockInlines() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        Connection connection = database.connect()) {
      assertThat(connection.isValid(5)).isTrue();

      assertThat(database.column("EXPLAIN VERBOSE SELECT orrery.clock()"))
          .anyMatch(line -> line.contains("Output: clock_timestamp()"));
    }
  }
}
