package io.orrery.store;

import io.orrery.JobId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes jobs through {@code insert.sql}. */
final class PostgresInserts implements Inserts {
  private static final Sql INSERT = Sql.named("insert");
  private static final Sql UNIQUE_HOLDER = Sql.named("unique_holder");

  /**
   * A holder can end, and another take the key, between our insert and our look: each time the
   * insert is tried again.
   */
  private static final int UNIQUE_TRIES = 20;

  /**
   * In a transaction that nobody announces, the relay must not wait long; see {@link
   * #insert(Connection, Collection)}.
   */
  private static final Duration RELAY_OF_TRANSACTIONS = Duration.ofSeconds(1);

  private final Database database;
  private final Duration relayFirst;

  PostgresInserts(Database database, Duration relayFirst) {
    this.database = database;
    this.relayFirst = relayFirst;
  }

  @Override
  public void insert(Collection<NewJob> jobs) {
    database.repeatable(
        "enqueue " + jobs.size() + " jobs",
        connection -> write(connection, jobs, true, relayFirst));
  }

  @Override
  public void insert(Connection transaction, Collection<NewJob> jobs) throws SQLException {
    write(transaction, jobs, false, RELAY_OF_TRANSACTIONS);
  }

  @Override
  public UniqueInsert insertUnique(NewJob job) {
    return database.repeatable(
        "enqueue a job with a unique key", connection -> unique(connection, job, true, relayFirst));
  }

  @Override
  public UniqueInsert insertUnique(Connection transaction, NewJob job) throws SQLException {
    return unique(transaction, job, false, RELAY_OF_TRANSACTIONS);
  }

  private static UniqueInsert unique(
      Connection connection, NewJob job, boolean turn, Duration relay) throws SQLException {
    for (int tries = 0; tries < UNIQUE_TRIES; tries++) {
      // A repeat after a lost reply finds its own row: that is no duplicate.
      if (!write(connection, List.of(job), turn, relay).isEmpty()
          || !ExistingJobs.among(connection, List.of(job.id())).isEmpty()) {
        return new UniqueInsert(job.id(), false);
      }
      Optional<JobId> holder = holder(connection, job);
      if (holder.isPresent()) {
        return new UniqueInsert(holder.get(), true);
      }
    }
    throw new SQLException(
        "the holder of unique key \""
            + job.options().uniqueKey().orElse("")
            + "\" changed "
            + UNIQUE_TRIES
            + " times",
        "40001");
  }

  private static Set<JobId> write(
      Connection connection, Collection<NewJob> jobs, boolean turn, Duration relay)
      throws SQLException {
    Rows rows = new Rows(jobs);
    try (Bound insert = INSERT.on(connection)) {
      rows.bind(insert).set("turn", turn).set("relay_ms", relay.toMillis());
      Set<JobId> written = new HashSet<>();
      try (ResultSet row = insert.query()) {
        while (row.next()) {
          written.add(new JobId(row.getObject(1, UUID.class)));
        }
      }
      return written;
    }
  }

  private static Optional<JobId> holder(Connection connection, NewJob job) throws SQLException {
    try (Bound holder =
            UNIQUE_HOLDER
                .on(connection)
                .set("type", job.type())
                .set("unique_key", job.options().uniqueKey().orElseThrow());
        ResultSet row = holder.query()) {
      return row.next() ? Optional.of(new JobId(row.getObject(1, UUID.class))) : Optional.empty();
    }
  }
}
