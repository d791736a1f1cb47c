package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

  @Test
  void aRefusalAfterATryWhoseOutcomeIsUnknownDoesNotSayThatNothingWasWritten() {
    Deque<SQLException> failures =
        new ArrayDeque<>(
            List.of(
                new SQLException("the reply was lost", "08006"),
                new SQLException("no room on the disk", "53100")));

    try (TestDatabase server = TestDatabase.create();
        Database database = new Database(pool(server), "db:5432")) {
      assertThatThrownBy(
              () ->
                  database.repeatable(
                      "enqueue 1 job",
                      connection -> {
                        throw failures.remove();
                      }))
          .isExactlyInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("the reply was lost")
          .satisfies(
              e ->
                  assertThat(e.getSuppressed())
                      .extracting(Throwable::getMessage)
                      .containsExactly("no room on the disk"));
    }
  }

  private static HikariDataSource pool(TestDatabase server) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.url());
    config.setUsername(server.user());
    config.setPassword(server.password());
    return new HikariDataSource(config);
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
