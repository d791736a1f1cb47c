package io.orrery.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class InstalledServersTest {
  @Test
  void postgresKeepsCommittedRowsAcrossAKill() throws Exception {
    try (Servers servers = InstalledServers.open()) {
      PostgresServer postgres = servers.postgres();
      String url = postgres.jdbcUrl(postgres.createDatabase());
      try (var connection =
          DriverManager.getConnection(url, postgres.user(), postgres.password())) {
        connection.createStatement().execute("CREATE TABLE kept AS SELECT 1 AS n");
      }

      postgres.kill();
      postgres.restart();

      try (var connection = DriverManager.getConnection(url, postgres.user(), postgres.password());
          var rows = connection.createStatement().executeQuery("SELECT n FROM kept")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }
}
