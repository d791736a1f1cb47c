package io.orrery.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database schema that this code was written for. */
public final class Schema {
  /** The number of the newest migration. */
  public static final int VERSION = 5;

  /** Where the migrations are on the class path. */
  public static final String MIGRATIONS = "classpath:io/orrery/migrations";

  /** Every table, type and function of Orrery is in this schema, and every statement says so. */
  public static final String NAME = "orrery";

  private static final String READ_VERSION = "read the schema's version";

  private Schema() {}

  /**
   * Reads the version of the database's schema; 0 where there is none. Waits for the server, and
   * throws, as {@link PostgresStore#open} does.
   */
  public static int versionIn(StoreSettings settings) {
    FirstContact.await(settings);
    try (Connection connection = PostgresPool.connect(settings)) {
      return version(connection);
    } catch (SQLException e) {
      throw SqlFailure.named(READ_VERSION, settings.postgres().address(), e);
    }
  }

  /** What to throw where the database has a version that this code does not know yet. */
  public static StoreRefused tooNew(int found) {
    return new StoreRefused(
        "the database has Orrery schema version "
            + found
            + ", and this Orrery knows only version "
            + VERSION
            + ": run a newer Orrery here",
        null);
  }

  /**
   * Throws {@link StoreRefused}, with both versions and the way out, unless the database is at
   * {@link #VERSION}.
   */
  static void check(Database database) {
    int found = database.repeatable(READ_VERSION, Schema::version);
    if (found < VERSION) {
      throw new StoreRefused(
          "the database has "
              + (found == 0 ? "no Orrery schema" : "Orrery schema version " + found)
              + ", and this Orrery needs version "
              + VERSION
              + ": run `orrery migrate`",
          null);
    }
    if (found > VERSION) {
      throw tooNew(found);
    }
  }

  /** 0 where there is none. */
  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet exists =
          statement.executeQuery(
              "SELECT to_regclass('orrery.flyway_schema_history') IS NOT NULL")) {
        exists.next();
        if (!exists.getBoolean(1)) {
          return 0;
        }
      }
      try (ResultSet newest =
          statement.executeQuery(
              "SELECT coalesce(max(version::int), 0) FROM orrery.flyway_schema_history WHERE success AND version ~ '^[0-9]+$'")) {
        newest.next();
        return newest.getInt(1);
      }
    }
  }
}
