package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What is said of a statement that could not be run. */
class DatabaseTest {
  private static final int SHORTEST_WAIT_MS = 250;

  @Test
  void anOutageIsToldWithServerReasonAndWayOutAndNotInThePoolsWords() throws IOException {
    String address = "127.0.0.1:" + freePort();

    try (Database gone = new Database(pool(address), address)) {
      assertThatThrownBy(() -> gone.repeatable("enqueue " + Counted.jobs(1), statement -> 1))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageStartingWith(
              "could not enqueue 1 job: PostgreSQL at %s can't be reached or does not answer: ",
              address)
          .hasMessageContaining("Connection refused")
          .hasMessageEndingWith("; is it running, and is ORRERY_POSTGRES_URL right?")
          .hasMessageNotContaining("the-pool")
          .hasCauseInstanceOf(java.sql.SQLException.class);
    }
  }

  private static HikariDataSource pool(String address) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("the-pool");
    config.setJdbcUrl("jdbc:postgresql://" + address + "/jobs");
    config.setConnectionTimeout(SHORTEST_WAIT_MS);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
