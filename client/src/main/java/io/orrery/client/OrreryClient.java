package io.orrery.client;

import io.orrery.CoordinatorStatus;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.WorkerStatus;
import io.orrery.config.OrreryConfig;
import io.prometheus.client.CollectorRegistry;
import java.sql.Connection;
import java.util.List;

/**
 * A process's way to enqueue jobs. Safe for many threads, virtual ones too; make one for the whole
 * process, and close it at the end.
 *
 * <p>A job is durable when {@code enqueue} returns: it will run, or end CANCELLED or DEAD with a
 * reason. Callers that enqueue at the same moment share a commit. The broker is told after the
 * commit and is never waited for: while it is away, jobs start later.
 */
public interface OrreryClient extends Enqueuer, AutoCloseable {
  /**
   * Connects to PostgreSQL, which it waits for up to the configured start timeout, and to the
   * broker, which it does not wait for.
   *
   * @throws io.orrery.store.StoreUnavailable if PostgreSQL could not be reached in that time; names
   *     host and port
   * @throws io.orrery.store.StoreRefused if PostgreSQL says no for good, or the schema's version is
   *     not this client's
   * @throws io.orrery.broker.BrokerRefused if the broker says no for good
   */
  static OrreryClient connect(OrreryConfig config) {
    return connect(config, new CollectorRegistry());
  }

  /**
   * Connects as {@link #connect(OrreryConfig)} does, with the client's meters in a registry of the
   * caller's: one client to a registry.
   */
  static OrreryClient connect(OrreryConfig config, CollectorRegistry registry) {
    return Connecting.client(config, registry);
  }

  /**
   * Enqueues within the caller's own transaction: the jobs exist if and when it commits. The result
   * is for the thread that uses the connection. The connection stays the caller's: this neither
   * commits nor closes it. After a commit or a rollback, it enqueues in the connection's next
   * transaction.
   *
   * @throws IllegalArgumentException if the connection is closed or in auto-commit mode
   * @throws TransactionBroken if the connection can't say which
   * @throws ClientClosed after the client's close
   */
  TransactionEnqueuer within(Connection transaction);

  /**
   * A handle on a job that was enqueued elsewhere. Does not look whether there is such a job.
   *
   * @param type as it was enqueued: its result type is what {@link JobHandle#await} returns
   */
  <R> JobHandle<R> handle(JobId id, JobType<?, R> type);

  /** A look at single jobs by their ids. */
  Jobs jobs();

  /** What makes jobs by the clock. */
  Schedules schedules();

  /** How queues are steered while their workers run. */
  Queues queues();

  /** Jobs that died: a look at them, replays and discards. */
  DeadLetters deadLetters();

  /**
   * The workers that serve, and those that ended within the last hour, the first started first: up
   * to 10,000.
   */
  List<WorkerStatus> workers();

  /**
   * The coordinators that run, and those of the last day that were killed, the leader first: up to
   * 10,000.
   */
  List<CoordinatorStatus> coordinators();

  /**
   * Takes no more calls, waits up to 10 s for those under way, ends every {@link JobHandle#await}
   * with {@link ClientClosed}, and disconnects. Returns when all of that is done, also where
   * somebody else has begun it; an interrupt of the caller ends the wait.
   */
  @Override
  void close();
}
