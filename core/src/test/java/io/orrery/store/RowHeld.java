package io.orrery.store;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
}
