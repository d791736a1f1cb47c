package io.orrery.client;

import io.orrery.JobId;
import io.orrery.Printable;
import io.orrery.store.JobEnd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The awaited job is a dead letter: the message says what its last attempt died of. */
public final class JobDead extends NoResult {
  private static final long serialVersionUID = 1;

  private final int attempts;
  private final @Nullable String error;

  JobDead(JobId id, String type, JobEnd end) {
    super(
        id,
        type,
        reason(end),
        "is DEAD "
            + attempts(end)
            + ", "
            + reason(end)
            + end.error().map(error -> ": " + Printable.line(error)).orElse(""),
        "every attempt's error is kept in table orrery.attempt: mend the cause, then replay it: ./orrery dead replay, or client.deadLetters()",
        null);
    this.attempts = end.attempts();
    this.error = end.error().orElse(null);
  }

  /** How many attempts were begun. */
  public int attempts() {
    return attempts;
  }

  /**
   * The first line of what the last attempt died of, as {@code java.io.IOException: mail is down}.
   */
  public Optional<String> error() {
    return Optional.ofNullable(error);
  }
}
