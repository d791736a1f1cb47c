package io.orrery.store;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes jobs through {@code insert.sql} and {@code insert_unique.sql}. */
final class PostgresInserts implements Inserts {
  private static final Sql INSERT = Sql.named("insert");
  private static final Sql INSERT_UNIQUE = Sql.named("insert_unique");
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
        "enqueue " + Counted.jobs(jobs.size()), connection -> writeThoseNotThere(connection, jobs));
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
      if (writeUnique(connection, job, turn, relay)
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

  /** In autocommit: what fails has written nothing, and the connection goes on. */
  private Void writeThoseNotThere(Connection connection, Collection<NewJob> jobs)
      throws SQLException {
    try {
      write(connection, jobs, true, relayFirst);
    } catch (SQLException e) {
      Set<JobId> there =
          SqlFailure.conflict(e)
              ? ExistingJobs.among(connection, jobs.stream().map(NewJob::id).toList())
              : Set.of();
      if (there.isEmpty()) {
        throw e;
      }
      List<NewJob> missing = jobs.stream().filter(job -> !there.contains(job.id())).toList();
      if (!missing.isEmpty()) {
        writeThoseNotThere(connection, missing);
      }
    }
    return null;
  }

  private static void write(
      Connection connection, Collection<NewJob> jobs, boolean turn, Duration relay)
      throws SQLException {
    try (Bound insert = INSERT.on(connection)) {
      new Rows(jobs).bind(insert).set("turn", turn).set("relay_ms", relay.toMillis()).update();
    }
  }

  /** False if its id or its key is there. */
  private static boolean writeUnique(
      Connection connection, NewJob job, boolean turn, Duration relay) throws SQLException {
    EnqueueOptions options = job.options();
    try (Bound insert =
            INSERT_UNIQUE
                .on(connection)
                .set("id", job.id().value())
                .set("type", job.type())
                .set("queue", options.queue().value())
                .set("priority", options.priority().level())
                .set("delay", OptionValues.delay(options))
                .set("at", OptionValues.runAt(options))
                .set("max_retries", options.maxRetries())
                .set("timeout", OptionValues.timeout(options))
                .set("unique_key", options.uniqueKey().orElseThrow())
                .set("tags", OptionValues.tags(options))
                .set("arguments", job.arguments())
                .set("turn", turn)
                .set("relay_ms", relay.toMillis());
        ResultSet row = insert.query()) {
      return row.next();
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
