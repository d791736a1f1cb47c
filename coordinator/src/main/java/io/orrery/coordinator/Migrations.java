package io.orrery.coordinator;

import io.orrery.config.OrreryConfig;
import io.orrery.config.PostgresConfig;
import io.orrery.store.LockHolders;
import io.orrery.store.Schema;
import io.orrery.store.StoreBusy;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the schema that this Orrery was written for. Any number of processes may do
 * so at once: they take turns. Nothing outside the schema {@value Schema#NAME} is touched.
 */
public final class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);
  private static final String NAME = "orrery-migrate";

  /**
   * What was done.
   *
   * @param from the version found; 0 for none
   * @param to the version now
   */
  public record Migrated(int from, int to) {}

  /**
   * How long a migration waits for others.
   *
   * @param lock for one lock, in whole milliseconds: for so long, everything else that wants the
   *     same table waits behind it
   * @param tries how often
   * @param pause between two tries: those who waited get through
   */
  record Patience(Duration lock, int tries, Duration pause) {
    static final Patience DEFAULT = new Patience(Duration.ofSeconds(3), 10, Duration.ofSeconds(2));
  }

  private Migrations() {}

  /**
   * Migrates, and returns when it is done. How long a migration itself may take is not limited.
   * Where another transaction keeps a lock that it needs, it tries again for less than a minute.
   *
   * @throws io.orrery.store.StoreUnavailable if the server could not be reached within the start
   *     timeout
   * @throws StoreBusy if others kept a table locked; names them, and has changed nothing
   * @throws StoreRefused if the server says no, the schema is newer than this Orrery, or a
   *     migration failed; the failed one has left nothing behind
   */
  public static Migrated migrate(OrreryConfig config) {
    return migrate(config, Patience.DEFAULT);
  }

  static Migrated migrate(OrreryConfig config, Patience patience) {
    StoreSettings settings = StoreSettings.of(config, NAME, 1);
    int from = Schema.versionIn(settings);
    if (from > Schema.VERSION) {
      throw Schema.tooNew(from);
    }
    Flyway flyway = flyway(config.postgres(), patience);
    for (int tries = 1; !done(flyway, from, settings, tries < patience.tries()); tries++) {
      LockSupport.parkNanos(patience.pause().toNanos());
    }
    return new Migrated(from, Schema.VERSION);
  }

  /** False: another transaction was in the way, and it is to be tried again. */
  private static boolean done(Flyway flyway, int from, StoreSettings settings, boolean again) {
    String doing =
        "could not migrate the database from Orrery schema version %d to %d: "
            .formatted(from, Schema.VERSION);
    try {
      flyway.migrate();
      return true;
    } catch (FlywayException e) {
      if (!lockTimedOut(e)) {
        throw new StoreRefused(doing + e.getMessage(), e);
      }
      if (!again || Thread.currentThread().isInterrupted()) {
        throw new StoreBusy(doing + LockHolders.inTheWay(settings), e);
      }
      log.warn("{}{}; trying again", doing, LockHolders.inTheWay(settings));
      return false;
    }
  }

  private static boolean lockTimedOut(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .anyMatch(cause -> cause instanceof SQLException sql && "55P03".equals(sql.getSQLState()));
  }

  private static Flyway flyway(PostgresConfig postgres, Patience patience) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(postgres.url(), postgres.user().orElse(null), postgres.password().orElse(null))
        .jdbcProperties(
            Map.of(
                "ApplicationName",
                NAME,
                "connectTimeout",
                Long.toString(Math.max(1, postgres.connectTimeout().toSeconds())),
                // No socketTimeout: an index may take hours to build. A host that dies meanwhile is
                // noticed by its silence.
                "tcpKeepAlive",
                "true",
                "options",
                "-c lock_timeout=" + patience.lock().toMillis()))
        .schemas(Schema.NAME)
        .locations(Schema.MIGRATIONS)
        .load();
  }
}
