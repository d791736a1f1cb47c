package io.orrery.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/**
 * A process's way to PostgreSQL: one small pool, and what can be done through it. Safe for many
 * threads.
 */
public final class PostgresStore implements AutoCloseable {
  private final Database database;
  private final Duration relayFirst;

  private PostgresStore(Database database, Duration relayFirst) {
    this.database = database;
    this.relayFirst = relayFirst;
  }

  /**
   * Connects, and checks that the schema is the one that this code was written for.
   *
   * @param relayFirst how long after its insert a waiting job is rung again if nobody claimed it
   * @throws StoreUnavailable if the server could not be reached within the start timeout; names
   *     host and port
   * @throws StoreRefused if the server says no for good, or the schema has another version; says
   *     what to run
   */
  public static PostgresStore open(StoreSettings settings, Duration relayFirst) {
    HikariDataSource pool = PostgresPool.open(settings);
    try {
      FirstContact.await(pool, settings);
      Schema.check(pool);
      return new PostgresStore(new Database(pool), relayFirst);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  public Inserts inserts() {
    return new PostgresInserts(database, relayFirst);
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
    return new PostgresDuties(database, relayFirst);
  }

  @Override
  public void close() {
    database.close();
  }
}
