package io.orrery.worker;

import io.orrery.JobContext;
import io.orrery.JobId;
import io.orrery.JobInterrupted;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

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
  public <R extends @Nullable Object> R completeInTransaction(Connection transaction, R result)
      throws SQLException {
    attempts.succeedIn(transaction, execution, result);
    return result;
  }
}
