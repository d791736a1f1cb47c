package io.orrery.store;

import com.zaxxer.hikari.HikariDataSource;
import io.orrery.config.RelayTuning;

/**
 * A process's way to PostgreSQL: one small pool, and what can be done through it. Safe for many
 * threads.
 */
public final class PostgresStore implements AutoCloseable {
  private final Database database;
  private final RelayTuning relay;

  private PostgresStore(Database database, RelayTuning relay) {
    this.database = database;
    this.relay = relay;
  }

  /**
   * Connects, and checks that the schema is the one that this code was written for.
   *
   * @throws StoreUnavailable if the server could not be reached within the start timeout; names
   *     host and port
   * @throws StoreRefused if the server says no for good, or the schema has another version; says
   *     what to run
   */
  public static PostgresStore open(StoreSettings settings) {
    FirstContact.await(settings);
    HikariDataSource pool = PostgresPool.open(settings);
    try {
      Schema.check(pool);
      return new PostgresStore(new Database(pool), settings.relay());
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  public Inserts inserts() {
    return new PostgresInserts(database, relay.first());
  }

  public Runs runs() {
    return new PostgresRuns(database);
  }

  public Reads reads() {
    return new PostgresReads(database);
  }

  public Cancels cancels() {
    return new PostgresCancels(database);
  }

  public Leadership leadership() {
    return new PostgresLeadership(database);
  }

  public Duties duties() {
    return new PostgresDuties(database, relay);
  }

  @Override
  public void close() {
    database.close();
  }
}
