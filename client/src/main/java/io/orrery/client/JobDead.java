package io.orrery.client;

import io.orrery.JobId;

/** The awaited job is a dead letter. */
public final class JobDead extends NoResult {
  private static final long serialVersionUID = 1;

  JobDead(JobId id, String type, String reason) {
    super(
        id,
        type,
        reason,
        "is DEAD: " + reason,
        "every attempt's error is kept with it: mend the cause, then replay or discard it",
        null);
  }
}
