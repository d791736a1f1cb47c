package io.orrery.store;

import com.zaxxer.hikari.HikariDataSource;
import io.orrery.config.RelayTuning;
import io.orrery.metrics.MeteredCalls;
import io.prometheus.client.CollectorRegistry;

/**
 * A process's way to PostgreSQL: one small pool, and what can be done through it. Safe for many
 * threads.
 */
public final class PostgresStore implements AutoCloseable {
  private final Database database;
  private final RelayTuning relay;
  private final MeteredCalls metered;

  private PostgresStore(Database database, RelayTuning relay, MeteredCalls metered) {
    this.database = database;
    this.relay = relay;
    this.metered = metered;
  }

  /**
   * Connects, and checks that the schema is the one that this code was written for.
   *
   * @param registry where each call is timed, and counted if it fails; of this process part alone
   * @throws StoreUnavailable if the server could not be reached within the start timeout; names
   *     host and port
   * @throws StoreRefused if the server says no for good, or the schema has another version; says
   *     what to run
   */
  public static PostgresStore open(StoreSettings settings, CollectorRegistry registry) {
    return open(settings, new MeteredCalls(registry));
  }

  /**
   * Connects as {@link #open(StoreSettings, CollectorRegistry)}, with the meters of another store
   * of the same part of the process.
   */
  public static PostgresStore open(StoreSettings settings, MeteredCalls metered) {
    FirstContact.await(settings);
    HikariDataSource pool = PostgresPool.open(settings);
    try {
      Database database = new Database(pool, settings.postgres().address());
      Schema.check(database);
      return new PostgresStore(database, settings.relay(), metered);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  public Inserts inserts() {
    return metered.around(Inserts.class, new PostgresInserts(database, relay.first()));
  }

  public Runs runs() {
    return metered.around(Runs.class, new PostgresRuns(database));
  }

  public Reports reports() {
    return metered.around(Reports.class, new PostgresReports(database));
  }

  public Reads reads() {
    return metered.around(Reads.class, new PostgresReads(database));
  }

  public Situations situations() {
    return metered.around(Situations.class, new PostgresSituations(database));
  }

  public Cancels cancels() {
    return metered.around(Cancels.class, new PostgresCancels(database));
  }

  public DeadRows deadRows() {
    return metered.around(DeadRows.class, new PostgresDeadRows(database, relay.first()));
  }

  public Leadership leadership() {
    return metered.around(Leadership.class, new PostgresLeadership(database));
  }

  public Duties duties() {
    return metered.around(Duties.class, new PostgresDuties(database, relay));
  }

  public Ticks ticks() {
    return metered.around(Ticks.class, new PostgresTicks(database, relay.first()));
  }

  public Prunes prunes() {
    return metered.around(Prunes.class, new PostgresPrunes(database));
  }

  public ScheduleRows schedules() {
    return metered.around(ScheduleRows.class, new PostgresScheduleRows(database, relay.first()));
  }

  public QueueRows queues() {
    return metered.around(QueueRows.class, new PostgresQueueRows(database));
  }

  public Attendance attendance() {
    return metered.around(Attendance.class, new PostgresAttendance(database));
  }

  public Roster roster() {
    return metered.around(Roster.class, new PostgresRoster(database));
  }

  public LockRow lockRow() {
    return metered.around(LockRow.class, new PostgresLockRow(database));
  }

  @Override
  public void close() {
    database.close();
  }
}
