package io.orrery.store;

import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Runs statements on pooled connections in autocommit, so that a frozen client can't hold locks.
 * Safe for many threads. Here is the one retry loop of the store: a deadlock or a serialisation
 * failure did nothing and is always run again; a lost connection leaves the outcome unknown, so
 * that only what may be repeated is.
 */
final class Database implements AutoCloseable {
  /** A statement or a few, on one connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static final int TRIES = 4;

  private final HikariDataSource pool;
  private final String address;
  private final Retry whenUndone = retry("undone", SqlFailure::undone);
  private final Retry whenUndoneOrUnknown =
      retry("unknown", e -> SqlFailure.undone(e) || SqlFailure.unreachable(e));

  /**
   * @param address of the server, for messages
   */
  Database(HikariDataSource pool, String address) {
    this.pool = pool;
    this.address = address;
  }

  /** Runs work that must not be repeated once it may have taken effect. */
  <T> T once(String doing, Work<T> work) {
    return run(whenUndone, doing, work);
  }

  /** Runs work that may be repeated: the second time does nothing. */
  <T> T repeatable(String doing, Work<T> work) {
    return run(whenUndoneOrUnknown, doing, work);
  }

  private <T> T run(Retry retry, String doing, Work<T> work) {
    AtomicReference<SQLException> unanswered = new AtomicReference<>();
    try {
      return retry.executeCallable(() -> attempt(work, unanswered));
    } catch (SQLException e) {
      SQLException lost = unanswered.get();
      RuntimeException named = SqlFailure.named(doing, address, lost == null ? e : lost);
      if (lost != null && !lost.equals(e)) {
        // The lost try may have taken effect: that the last one did not is no answer.
        named.addSuppressed(e);
      }
      throw named;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // executeCallable declares more than the callable can throw.
      throw new IllegalStateException(doing, e);
    }
  }

  private <T> T attempt(Work<T> work, AtomicReference<SQLException> unanswered)
      throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        return work.on(connection);
      } catch (SQLException e) {
        if (SqlFailure.unreachable(e)) {
          unanswered.set(e);
        }
        throw e;
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private static Retry retry(String name, Predicate<SQLException> again) {
    return Retry.of(
        "orrery-store-" + name,
        RetryConfig.custom()
            .maxAttempts(TRIES)
            .intervalFunction(
                IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(30), 3.0, 0.5))
            .retryOnException(e -> e instanceof SQLException sql && again.test(sql))
            .build());
  }
}
