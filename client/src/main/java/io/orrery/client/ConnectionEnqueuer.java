package io.orrery.client;

import io.orrery.EnqueueOptions;
import io.orrery.JobType;
import io.orrery.store.Inserts;
import io.orrery.store.NewJob;
import io.orrery.store.UniqueInsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Enqueues on a connection of the caller's, on the caller's thread. */
final class ConnectionEnqueuer implements TransactionEnqueuer {
  /** What {@link #committed} can ring for; the relay finds what a larger transaction wrote. */
  private static final int MOST_REMEMBERED = 10_000;

  private static final byte[] NOTHING = {};

  /** What every transaction of a client needs. */
  record Parts(Gate gate, JobDrafts drafts, Inserts inserts, Ringer ringer, Handles handles) {}

  /** A statement on the caller's connection. */
  @FunctionalInterface
  private interface Write<T> {
    T on(Connection connection) throws SQLException;
  }

  private final Connection connection;
  private final Parts parts;

  /** Written and not yet rung, without their arguments. */
  private final List<NewJob> unrung = new ArrayList<>();

  ConnectionEnqueuer(Connection connection, Parts parts) {
    this.connection = checked(connection);
    this.parts = parts;
  }

  private static Connection checked(Connection connection) {
    Objects.requireNonNull(
        connection, "the transaction's connection is null: pass the one that you write with");
    try {
      if (connection.isClosed()) {
        throw new IllegalArgumentException(
            "the transaction's connection is closed: pass one with an open transaction");
      }
      if (connection.getAutoCommit()) {
        throw new IllegalArgumentException(
            "the connection is in auto-commit mode, so that it has no transaction to enqueue in: call setAutoCommit(false) on it first, or enqueue on the client itself");
      }
      return connection;
    } catch (SQLException e) {
      throw new TransactionBroken("enqueue", e);
    }
  }

  @Override
  public <A, R> JobHandle<R> enqueue(
      JobType<A, R> type, A arguments, UnaryOperator<EnqueueOptions> change) {
    parts.gate.checkOpen();
    EnqueueOptions options = JobDrafts.options(type, change);
    NewJob job = parts.drafts.draft(type, arguments, options);
    UniqueInsert written = write("enqueue job " + job.id(), c -> insert(c, job));
    if (!written.duplicate()) {
      remember(List.of(job));
    }
    return parts.handles.of(written.id(), type, written.duplicate());
  }

  private UniqueInsert insert(Connection transaction, NewJob job) throws SQLException {
    if (job.options().uniqueKey().isPresent()) {
      return parts.inserts.insertUnique(transaction, job);
    }
    parts.inserts.insert(transaction, List.of(job));
    return new UniqueInsert(job.id(), false);
  }

  @Override
  public <A, R> List<JobHandle<R>> enqueueAll(
      JobType<A, R> type, Collection<? extends A> arguments, UnaryOperator<EnqueueOptions> change) {
    parts.gate.checkOpen();
    EnqueueOptions options = JobDrafts.sharedOptions(type, change);
    DraftBatches batches = parts.drafts.batches(type, arguments, options);
    List<JobHandle<R>> enqueued = new ArrayList<>();
    while (batches.hasNext()) {
      List<NewJob> batch = batches.next();
      write(
          "enqueue a batch of " + batch.size(),
          c -> {
            parts.inserts.insert(c, batch);
            return batch;
          });
      remember(batch);
      batch.forEach(job -> enqueued.add(parts.handles.of(job.id(), type, false)));
    }
    return enqueued;
  }

  private <T> T write(String doing, Write<T> write) {
    try {
      if (connection.getAutoCommit()) {
        throw new IllegalStateException(
            "could not "
                + doing
                + ": the connection was set to auto-commit after within(…), which committed all that came before: call setAutoCommit(false) to begin the next transaction");
      }
      return write.on(connection);
    } catch (SQLException e) {
      throw new TransactionBroken(doing, e);
    }
  }

  private void remember(List<NewJob> written) {
    written.stream()
        .limit(MOST_REMEMBERED - unrung.size())
        .map(job -> new NewJob(job.id(), job.type(), job.options(), NOTHING))
        .forEach(unrung::add);
  }

  @Override
  public void committed() {
    parts.gate.checkOpen();
    parts.ringer.ringBulk(List.copyOf(unrung));
    unrung.clear();
  }
}
