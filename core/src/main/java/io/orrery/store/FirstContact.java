package io.orrery.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at start until PostgreSQL answers: containers come up in any order. What waiting can't mend
 * ends it at once.
 */
final class FirstContact {
  private static final Logger log = LoggerFactory.getLogger(FirstContact.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Between two signs of life: somebody may be watching. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** The time that passes; a test has its own. */
  interface Pace {
    /** As {@link System#nanoTime}. */
    long nanos();

    /** Returns early where the thread is interrupted. */
    void pause(Duration time);
  }

  private static final Pace REAL =
      new Pace() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration time) {
          LockSupport.parkNanos(TimeUnit.NANOSECONDS.convert(time));
        }
      };

  private final StoreSettings settings;
  private final String address;
  private final Pace pace;
  private final Consumer<String> told;

  FirstContact(StoreSettings settings, Pace pace, Consumer<String> told) {
    this.settings = settings;
    this.address = settings.postgres().address();
    this.pace = pace;
    this.told = told;
  }

  /**
   * @throws StoreUnavailable if the server could not be reached within the start timeout
   * @throws StoreRefused if it says no for good
   */
  static void await(StoreSettings settings) {
    new FirstContact(settings, REAL, log::warn).await();
  }

  void await() {
    long start = pace.nanos();
    Duration nextWord = Duration.ZERO;
    while (true) {
      try (Connection connection = PostgresPool.connect(settings)) {
        return;
      } catch (SQLException e) {
        Duration waited = Duration.ofNanos(pace.nanos() - start);
        endIfHopeless(e, waited);
        if (waited.compareTo(nextWord) >= 0) {
          told.accept(
              "PostgreSQL at %s can't be reached yet, trying for %d s more: %s"
                  .formatted(
                      address,
                      settings.startTimeout().minus(waited).toSeconds(),
                      SqlFailure.words(e)));
          nextWord = waited.plus(SILENCE);
        }
        pace.pause(PAUSE);
      }
    }
  }

  private void endIfHopeless(SQLException e, Duration waited) {
    if (SqlFailure.refused(e)) {
      throw new StoreRefused(
          "PostgreSQL at %s refused %s: %s; check ORRERY_POSTGRES_URL, ORRERY_POSTGRES_USER and ORRERY_POSTGRES_PASSWORD"
              .formatted(address, who(), SqlFailure.words(e)),
          e);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new StoreUnavailable(
          "interrupted while waiting for PostgreSQL at %s: %s"
              .formatted(address, SqlFailure.words(e)),
          e);
    }
    if (waited.compareTo(settings.startTimeout()) >= 0) {
      throw new StoreUnavailable(
          "PostgreSQL at %s could not be reached within %d s: %s; is it running, and is ORRERY_POSTGRES_URL right?"
              .formatted(address, settings.startTimeout().toSeconds(), SqlFailure.words(e)),
          e);
    }
  }

  private String who() {
    return settings
        .postgres()
        .user()
        .map("user \"%s\""::formatted)
        .orElse("this process (ORRERY_POSTGRES_USER is not set)");
  }
}
