package io.orrery.store;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Makes a race certain: a call that waits for the lock of a row that another session has changed
 * and not yet committed.
 */
final class RowHeld {
  private RowHeld() {}

  /** Another session runs {@code update}, and commits once {@code call} waits for its lock. */
  static <T> T during(TestDatabase database, String update, Supplier<T> call) throws Exception {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(update);
      CompletableFuture<T> waiting = CompletableFuture.supplyAsync(call);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> database.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
      other.commit();
      return waiting.get();
    }
  }

  /**
   * As {@link #during}, but a second session changes the row as well, just before the call's next
   * statement can.
   */
  static <T> T duringTwo(TestDatabase database, String update, Supplier<T> call) throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool();
        Connection first = database.connect();
        Connection second = database.connect()) {
      first.setAutoCommit(false);
      second.setAutoCommit(false);
      execute(first, update);
      CompletableFuture<T> waiting = CompletableFuture.supplyAsync(call, threads);
      untilWaiting(database, 1);
      CompletableFuture<Void> behind =
          CompletableFuture.runAsync(() -> execute(second, update), threads);
      untilWaiting(database, 2);
      first.commit();
      behind.get();
      untilWaiting(database, 1);
      second.commit();
      return waiting.get();
    }
  }

  private static void untilWaiting(TestDatabase database, int sessions) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                database.number("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
                    == sessions);
  }

  private static void execute(Connection connection, String update) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(update);
    } catch (SQLException e) {
      throw new IllegalStateException(update, e);
    }
  }
}
