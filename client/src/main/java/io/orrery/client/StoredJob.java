package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobStatus;
import io.orrery.JobType;
import java.time.Duration;

/** A handle: what to ask about, and whom to ask. */
record StoredJob<R>(
    JobId id, JobType<?, R> type, boolean wasDuplicate, Lookups lookups, Results results)
    implements JobHandle<R> {
  @Override
  public JobStatus status() {
    return lookups.status(id).orElseThrow(() -> new JobUnknown(id, type.name()));
  }

  @Override
  public boolean cancel(String reason) {
    return lookups.cancel(id, reason);
  }

  @Override
  public R await(Duration timeout) throws InterruptedException {
    return results.await(id, type, timeout);
  }

  @Override
  public String toString() {
    return "job " + id + " of type \"" + type.name() + "\"";
  }
}
