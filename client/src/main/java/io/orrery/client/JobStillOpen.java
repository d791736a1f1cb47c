package io.orrery.client;

import io.orrery.DurationText;
import io.orrery.JobId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The awaited job has not ended in the time given. It goes on all the same. */
public final class JobStillOpen extends NoResult {
  private static final long serialVersionUID = 1;

  JobStillOpen(JobId id, String type, Duration timeout, String reason, @Nullable Throwable cause) {
    super(
        id,
        type,
        reason,
        "has not ended within " + DurationText.of(timeout) + ": " + reason,
        "it goes on all the same: await it again, or for longer",
        cause);
  }
}
