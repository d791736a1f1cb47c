package io.orrery.coordinator;

import io.orrery.config.OrreryConfig;
import io.orrery.config.PostgresConfig;
import io.orrery.store.Schema;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreSettings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the schema that this Orrery was written for. Any number of processes may do
 * so at once: they take turns. Nothing outside the schema {@value Schema#NAME} is touched.
 */
public final class Migrations {
  /**
   * What was done.
   *
   * @param from the version found; 0 for none
   * @param to the version now
   */
  public record Migrated(int from, int to) {}

  private Migrations() {}

  /**
   * Migrates, and returns when it is done.
   *
   * @throws io.orrery.store.StoreUnavailable if the server could not be reached within the start
   *     timeout
   * @throws StoreRefused if the server says no, the schema is newer than this Orrery, or a
   *     migration failed; the failed one has left nothing behind
   */
  public static Migrated migrate(OrreryConfig config) {
    int from = Schema.versionIn(StoreSettings.of(config, "orrery-migrate", 1));
    if (from > Schema.VERSION) {
      throw Schema.tooNew(from);
    }
    try {
      flyway(config.postgres()).migrate();
    } catch (FlywayException e) {
      throw new StoreRefused(
          "could not migrate the database from Orrery schema version "
              + from
              + " to "
              + Schema.VERSION
              + ": "
              + e.getMessage(),
          e);
    }
    return new Migrated(from, Schema.VERSION);
  }

  private static Flyway flyway(PostgresConfig postgres) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(postgres.url(), postgres.user().orElse(null), postgres.password().orElse(null))
        .schemas(Schema.NAME)
        .locations(Schema.MIGRATIONS)
        .load();
  }
}
