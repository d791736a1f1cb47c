package io.orrery.client;

import io.orrery.EnqueueOptions;
import io.orrery.JobType;
import io.orrery.store.NewJob;
import io.orrery.store.UniqueInsert;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Enqueues in commits of the client's own: shared, apart for a unique key, or in bulk. */
final class Commits {
  private final JobDrafts drafts;
  private final SharedCommit shared;
  private final UniqueCommit unique;
  private final BulkCommit bulk;
  private final Handles handles;

  @Inject
  Commits(
      JobDrafts drafts,
      SharedCommit shared,
      UniqueCommit unique,
      BulkCommit bulk,
      Handles handles) {
    this.drafts = drafts;
    this.shared = shared;
    this.unique = unique;
    this.bulk = bulk;
    this.handles = handles;
  }

  <R> JobHandle<R> one(JobType<?, R> type, Object arguments, EnqueueOptions options) {
    NewJob job = drafts.draft(type, arguments, options);
    if (options.uniqueKey().isPresent()) {
      UniqueInsert written = unique.write(job);
      return handles.of(written.id(), type, written.duplicate());
    }
    shared.write(job);
    return handles.of(job.id(), type, false);
  }

  <R> List<JobHandle<R>> all(JobType<?, R> type, Collection<?> arguments, EnqueueOptions options) {
    List<JobHandle<R>> enqueued = new ArrayList<>();
    try {
      bulk.write(
          drafts.batches(type, arguments, options),
          batch -> batch.forEach(job -> enqueued.add(handles.of(job.id(), type, false))));
    } catch (RuntimeException e) {
      throw enqueued.isEmpty()
          ? e
          : new BulkStopped(type.name(), enqueued.size(), arguments.size(), e);
    }
    return enqueued;
  }
}
