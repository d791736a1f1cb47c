package io.orrery.client;

import io.orrery.JobId;

/** The awaited job was cancelled. */
public final class JobCancelled extends NoResult {
  private static final long serialVersionUID = 1;

  JobCancelled(JobId id, String type, String reason) {
    super(
        id,
        type,
        reason,
        "is CANCELLED: " + reason,
        "it will not run: replay it, or enqueue another",
        null);
  }
}
