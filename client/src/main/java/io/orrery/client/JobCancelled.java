package io.orrery.client;

import io.orrery.JobId;
import io.orrery.store.JobEnd;

/** The awaited job was cancelled, before it ran or while it did. */
public final class JobCancelled extends NoResult {
  private static final long serialVersionUID = 1;

  JobCancelled(JobId id, String type, JobEnd end) {
    super(
        id,
        type,
        reason(end),
        "is CANCELLED " + attempts(end) + ": " + reason(end),
        "it runs no more: enqueue it again if it should",
        null);
  }
}
