package io.orrery.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at start until PostgreSQL answers: containers come up in any order. What waiting can't mend
 * ends it at once.
 */
final class FirstContact {
  private static final Logger log = LoggerFactory.getLogger(FirstContact.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private FirstContact() {}

  static void await(StoreSettings settings) {
    long end = System.nanoTime() + settings.startTimeout().toNanos();
    boolean told = false;
    while (true) {
      try (Connection connection = PostgresPool.connect(settings)) {
        return;
      } catch (SQLException e) {
        if (SqlFailure.refused(e)) {
          throw new StoreRefused(
              "PostgreSQL at "
                  + settings.postgres().url()
                  + " refused user \""
                  + settings.postgres().user().orElse("")
                  + "\": "
                  + e.getMessage()
                  + "; check ORRERY_POSTGRES_URL, ORRERY_POSTGRES_USER and ORRERY_POSTGRES_PASSWORD",
              e);
        }
        if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
          throw new StoreUnavailable(
              "PostgreSQL at "
                  + settings.postgres().url()
                  + " could not be reached within "
                  + settings.startTimeout().toSeconds()
                  + " s: "
                  + e.getMessage()
                  + "; is it running, and is ORRERY_POSTGRES_URL right?",
              e);
        }
        if (!told) {
          log.warn(
              "PostgreSQL at {} can't be reached yet, trying again: {}",
              settings.postgres().url(),
              e.getMessage());
          told = true;
        }
        LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(PAUSE));
      }
    }
  }
}
