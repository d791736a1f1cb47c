package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.config.ConfigBuilder;
import io.orrery.config.ConfigKey;
import io.orrery.store.Schema;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import io.orrery.store.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectTest {
  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Test
  void anUnreachableDatabaseIsNamedWithHostAndPort() throws IOException {
    int port = freePort();
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/jobs";

    assertThatThrownBy(
            () ->
                connect(
                    database.config().postgres(url, "me", "x").set(ConfigKey.START_TIMEOUT, "1s")))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("within 1 s");
  }

  @Test
  void aWrongPasswordEndsTheStart() {
    assertThatThrownBy(
            () -> connect(database.config().postgres(database.url(), database.user(), "wrong")))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("ORRERY_POSTGRES_PASSWORD");
  }

  @Test
  void anUnknownDatabaseEndsTheStart() {
    String url = database.url() + "_not_there";

    assertThatThrownBy(
            () -> connect(database.config().postgres(url, database.user(), database.password())))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("_not_there");
  }

  @Test
  void anotherSchemaVersionNamesBothAndTheCommand() {
    database.execute(
        "DELETE FROM orrery.flyway_schema_history WHERE version = '%d'".formatted(Schema.VERSION));

    assertThatThrownBy(() -> connect(database.config()))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining(
            "has Orrery schema version %d, and this Orrery needs version %d: run `orrery migrate`",
            Schema.VERSION - 1, Schema.VERSION);
  }

  @Test
  void aBrokerThatNoAdapterKnowsIsNamed() {
    assertThatThrownBy(() -> connect(database.config().broker("smoke://signals")))
        .hasMessageContaining("smoke");
  }

  private static void connect(ConfigBuilder config) {
    OrreryClient.connect(config.build()).close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
