package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobType;
import jakarta.inject.Inject;

/** Makes the handles of one client. */
final class Handles {
  private final Lookups lookups;
  private final Results results;

  @Inject
  Handles(Lookups lookups, Results results) {
    this.lookups = lookups;
    this.results = results;
  }

  <R> JobHandle<R> of(JobId id, JobType<?, R> type, boolean duplicate) {
    return new StoredJob<>(id, type, duplicate, lookups, results);
  }
}
