package io.orrery.client;

import io.orrery.DurationText;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.codec.Codec;
import io.orrery.store.JobEnd;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Awaits the ends of jobs, and makes of them what the caller's types say. */
final class Results {
  private final Gate gate;
  private final Waiters waiters;
  private final LastLook lastLook;
  private final Codec codec;

  @Inject
  Results(Gate gate, Waiters waiters, LastLook lastLook, Codec codec) {
    this.gate = gate;
    this.waiters = waiters;
    this.lastLook = lastLook;
    this.codec = codec;
  }

  /** See {@link JobHandle#await}. */
  <R> R await(JobId id, JobType<?, R> type, Duration timeout) throws InterruptedException {
    Objects.requireNonNull(timeout, "the timeout of an await is null: say how long to wait");
    if (timeout.isNegative()) {
      throw new IllegalArgumentException(
          "the timeout of an await is negative: "
              + DurationText.of(timeout)
              + "; use zero to look once");
    }
    gate.checkOpen();
    Optional<JobEnd> end = waiters.await(id, timeout);
    return result(id, type, end.isPresent() ? end.get() : lastLook.end(id, type.name(), timeout));
  }

  private <R> R result(JobId id, JobType<?, R> type, JobEnd end) {
    return switch (end.state()) {
      case SUCCEEDED -> decoded(id, type, end.result());
      case DEAD -> throw new JobDead(id, type.name(), end);
      case CANCELLED -> throw new JobCancelled(id, type.name(), end);
      case SCHEDULED, PENDING, RUNNING ->
          throw new IllegalStateException("job " + id + " ended as " + end.state());
    };
  }

  /** Null where the handler has no result. */
  private <R> @Nullable R decoded(JobId id, JobType<?, R> type, byte @Nullable [] result) {
    return result == null ? null : codec.decode(result, type.result(), "the result of job " + id);
  }
}
