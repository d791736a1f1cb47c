package io.orrery.worker;

import io.orrery.JobContext;
import io.orrery.JobId;
import io.orrery.JobInterrupted;
import io.orrery.report.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What a handler sees of its attempt. */
final class Context implements JobContext {
  private final Execution execution;
  private final Attempts attempts;

  Context(Execution execution, Attempts attempts) {
    this.execution = execution;
    this.attempts = attempts;
  }

  @Override
  public JobId id() {
    return execution.job().id();
  }

  @Override
  public int attempt() {
    return execution.job().attempt();
  }

  @Override
  public String idempotencyKey() {
    return id().toString();
  }

  @Override
  public long fence() {
    return execution.job().fence();
  }

  @Override
  public boolean cancelled() {
    return execution.stop() != null;
  }

  @Override
  public void checkCancelled() {
    Stop stop = execution.stop();
    if (stop != null) {
      throw new JobInterrupted("job " + id() + " should stop: " + stop.words());
    }
  }

  @Override
  public boolean leaseUncertain() {
    return attempts.leaseUncertain();
  }

  @Override
  public void progress(double fraction, String message) {
    execution.report().progress(Progress.of(fraction, message));
  }

  @Override
  public void progress(long done, long total, String message) {
    execution.report().progress(Progress.of(done, total, message));
  }

  @Override
  public Logger log() {
    return new JobLogger(execution.report());
  }

  @Override
  public <R extends @Nullable Object> R step(String name, Class<R> type, Callable<? extends R> work)
      throws Exception {
    return execution.steps().step(name, type, work);
  }

  @Override
  public <R extends @Nullable Object> R completeInTransaction(Connection transaction, R result)
      throws SQLException {
    attempts.succeedIn(transaction, execution, result);
    return result;
  }
}
