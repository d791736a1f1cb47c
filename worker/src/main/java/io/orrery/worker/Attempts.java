package io.orrery.worker;

import io.orrery.JobInterrupted;
import io.orrery.codec.Codec;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Reports;
import io.orrery.store.Runs;
import io.orrery.store.Success;
import io.orrery.worker.report.Report;
import io.orrery.worker.report.Reporter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every attempt of this worker needs beside its own job. Safe for many threads. */
@Singleton
final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final Codec codec;
  private final Runs runs;
  private final Lease lease;
  private final HeldJobs held;
  private final Finisher finisher;
  private final Reporter reporter;
  private final Reports reports;
  private final WorkerMetrics metrics;
  private final LongSupplier nanoTime;
  private final Judge judge = new Judge();

  @Inject
  Attempts(
      Codec codec,
      Runs runs,
      Lease lease,
      HeldJobs held,
      Finisher finisher,
      Reporter reporter,
      Reports reports,
      WorkerMetrics metrics,
      LongSupplier nanoTime) {
    this.codec = codec;
    this.runs = runs;
    this.lease = lease;
    this.held = held;
    this.finisher = finisher;
    this.reporter = reporter;
    this.reports = reports;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  Codec codec() {
    return codec;
  }

  Judge judge() {
    return judge;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  Report report(ClaimedJob job) {
    return reporter.begin(job.held(), job.attempt());
  }

  Steps steps(Execution execution) {
    return new Steps(execution, codec, reports);
  }

  boolean leaseUncertain() {
    return lease.uncertain();
  }

  /** An attempt's handler has ended. Waits while too many ends wait to be recorded. */
  void finish(Completion completion, long nanos) {
    metrics.handled(completion.execution().job().type(), nanos);
    finisher.submit(completion);
  }

  /** An attempt whose handler may run on is given up. Does not wait. */
  void giveUp(Completion completion) {
    metrics.givenUp();
    finisher.hand(completion);
  }

  /**
   * An attempt's end could not be told: no longer held, beats find it, and it is taken up again.
   */
  void letGo(Execution execution, Throwable why) {
    log.error("the end of job {} could not be told", execution.job().id(), why);
    held.remove(execution);
  }

  /** Records a success in the handler's own transaction. */
  void succeedIn(Connection transaction, Execution execution, @Nullable Object result)
      throws SQLException {
    Objects.requireNonNull(
        transaction,
        "the connection of completeInTransaction is null: pass the one that you write with");
    if (transaction.getAutoCommit()) {
      throw new IllegalStateException(
          "completeInTransaction was given a connection in auto-commit: call setAutoCommit(false)"
              + " first, so that your writes and the job's completion commit together");
    }
    Success success = new Success(execution.held(), execution.encode(result));
    if (!runs.succeed(transaction, success)) {
      execution.tell(Stop.REPLACED);
      throw new JobInterrupted(
          "job " + execution.job().id() + " is no longer held by this attempt: roll back");
    }
    execution.recordedInTransaction();
  }
}
