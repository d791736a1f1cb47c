package io.orrery.client;

import io.orrery.JobId;
import io.orrery.store.JobEnd;
import org.jspecify.annotations.Nullable;

/** A job that was awaited gave no result. */
public abstract sealed class NoResult extends RuntimeException
    permits JobDead, JobCancelled, JobStillOpen {
  private static final long serialVersionUID = 1;

  private final transient JobId id;
  private final String type;
  private final String reason;

  NoResult(
      JobId id, String type, String reason, String fact, String wayOut, @Nullable Throwable cause) {
    super("job %s of type \"%s\" %s; %s".formatted(id, type, fact, wayOut), cause);
    this.id = id;
    this.type = type;
    this.reason = reason;
  }

  /** The job that was awaited. */
  public JobId id() {
    return id;
  }

  /** The name of the job's type. */
  public String type() {
    return type;
  }

  /** Why there is no result, for people. */
  public String reason() {
    return reason;
  }

  static String reason(JobEnd end) {
    return end.reason().orElse("no reason was given");
  }

  static String attempts(JobEnd end) {
    return switch (end.attempts()) {
      case 0 -> "before any attempt";
      case 1 -> "after 1 attempt";
      default -> "after " + end.attempts() + " attempts";
    };
  }
}
