package io.orrery.client;

import io.orrery.JobId;

/** There is no job of this id. */
public final class JobUnknown extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobUnknown(JobId id, String type) {
    super(
        "there is no job %s of type \"%s\": its transaction has not committed or was rolled back, its row was deleted, or it is in another database"
            .formatted(id, type));
  }
}
