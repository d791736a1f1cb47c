package io.orrery.client;

import io.orrery.CoordinatorStatus;
import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.WorkerStatus;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The client of one process: lets calls in and passes them on. */
final class ConnectedClient implements OrreryClient {
  private final Gate gate;
  private final Commits commits;
  private final Handles handles;
  private final ConnectionEnqueuer.Parts transactions;
  private final StoredJobs jobs;
  private final StoredSchedules schedules;
  private final StoredQueues queues;
  private final StoredDeadLetters deadLetters;
  private final Fleet fleet;
  private final Shutdown shutdown;

  @Inject
  ConnectedClient(
      Gate gate,
      Commits commits,
      Handles handles,
      ConnectionEnqueuer.Parts transactions,
      StoredJobs jobs,
      StoredSchedules schedules,
      StoredQueues queues,
      StoredDeadLetters deadLetters,
      Fleet fleet,
      Shutdown shutdown) {
    this.gate = gate;
    this.commits = commits;
    this.handles = handles;
    this.transactions = transactions;
    this.jobs = jobs;
    this.schedules = schedules;
    this.queues = queues;
    this.deadLetters = deadLetters;
    this.fleet = fleet;
    this.shutdown = shutdown;
  }

  @Override
  public <A, R> JobHandle<R> enqueue(
      JobType<A, R> type, A arguments, UnaryOperator<EnqueueOptions> change) {
    gate.checkOpen();
    EnqueueOptions options = JobDrafts.options(type, change);
    return gate.pass(() -> commits.one(type, arguments, options));
  }

  @Override
  public <A, R> List<JobHandle<R>> enqueueAll(
      JobType<A, R> type, Collection<? extends A> arguments, UnaryOperator<EnqueueOptions> change) {
    gate.checkOpen();
    EnqueueOptions options = JobDrafts.sharedOptions(type, change);
    return gate.passBulk(() -> commits.all(type, arguments, options));
  }

  @Override
  public TransactionEnqueuer within(Connection transaction) {
    gate.checkOpen();
    return new ConnectionEnqueuer(transaction, transactions);
  }

  @Override
  public <R> JobHandle<R> handle(JobId id, JobType<?, R> type) {
    Objects.requireNonNull(id, "the job id is null: pass the one that its handle has");
    Objects.requireNonNull(type, "the job type is null: pass the one that it was enqueued as");
    gate.checkOpen();
    return handles.of(id, type, false);
  }

  @Override
  public Jobs jobs() {
    return jobs;
  }

  @Override
  public Schedules schedules() {
    return schedules;
  }

  @Override
  public Queues queues() {
    return queues;
  }

  @Override
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  @Override
  public List<WorkerStatus> workers() {
    return fleet.workers();
  }

  @Override
  public List<CoordinatorStatus> coordinators() {
    return fleet.coordinators();
  }

  @Override
  public void close() {
    shutdown.run();
  }
}
