package io.orrery.store;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Makes a race certain: another session changes a row after a statement has taken its snapshot, and
 * before the statement locks the row. The statement is held in between where it asks for the time.
 */
final class RowChanged {
  private static final String SLOW_CLOCK =
      """
      CREATE OR REPLACE FUNCTION orrery.clock() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
          PERFORM pg_advisory_xact_lock_shared(1);
          RETURN clock_timestamp();
      END
      $$
      """;

  private RowChanged() {}

  /** Another session runs {@code update} while {@code call} has its snapshot, and no lock yet. */
  static <T> T during(TestDatabase database, String update, Supplier<T> call) throws Exception {
    database.execute(SLOW_CLOCK);
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(1)");
      CompletableFuture<T> waiting = CompletableFuture.supplyAsync(call);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> database.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
      statement.execute(update);
      statement.execute("SELECT pg_advisory_unlock(1)");
      return waiting.get();
    }
  }
}
