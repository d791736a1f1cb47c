package io.orrery.schedule;

import io.orrery.EnqueueOptions;
import io.orrery.JobType;
import io.orrery.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a schedule differs from the defaults. Immutable: each method returns a changed copy.
 *
 * @param job of each job that it makes
 * @param start no tick is before it; empty: from the first put on
 * @param end no tick is after it
 */
public record ScheduleOptions(
    EnqueueOptions job,
    Misfire misfire,
    Overlap overlap,
    Optional<Instant> start,
    Optional<Instant> end) {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public ScheduleOptions {
    Objects.requireNonNull(misfire, "misfire is null: leave it out to fire once");
    Objects.requireNonNull(overlap, "overlap is null: leave it out to skip");
    start.ifPresent(at -> check("start", at));
    end.ifPresent(at -> check("end", at));
    if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
      throw new IllegalArgumentException(
          "the schedule ends at %s, which is not after its start at %s"
              .formatted(end.get(), start.get()));
    }
  }

  /** The defaults: those of the type, one job for missed ticks, none while one has not ended. */
  public static ScheduleOptions of(JobType<?, ?> type) {
    return new ScheduleOptions(
        EnqueueOptions.of(type),
        Misfire.fireOnce(),
        Overlap.SKIP,
        Optional.empty(),
        Optional.empty());
  }

  public ScheduleOptions priority(Priority priority) {
    return with(job.priority(priority));
  }

  public ScheduleOptions queue(String queue) {
    return with(job.queue(queue));
  }

  public ScheduleOptions maxRetries(int maxRetries) {
    return with(job.maxRetries(maxRetries));
  }

  public ScheduleOptions timeout(Duration timeout) {
    return with(job.timeout(timeout));
  }

  public ScheduleOptions noTimeout() {
    return with(job.noTimeout());
  }

  public ScheduleOptions tag(String tag) {
    return with(job.tag(tag));
  }

  public ScheduleOptions misfire(Misfire policy) {
    return new ScheduleOptions(job, policy, overlap, start, end);
  }

  public ScheduleOptions overlap(Overlap policy) {
    return new ScheduleOptions(job, misfire, policy, start, end);
  }

  public ScheduleOptions start(Instant at) {
    Objects.requireNonNull(at, "start is null: leave start(…) out to begin with the first put");
    return new ScheduleOptions(job, misfire, overlap, Optional.of(at), end);
  }

  public ScheduleOptions end(Instant at) {
    Objects.requireNonNull(at, "end is null: leave end(…) out for none");
    return new ScheduleOptions(job, misfire, overlap, start, Optional.of(at));
  }

  /** PostgreSQL's timestamps have bounds. */
  private static void check(String field, Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "the schedule's %s is %s: use an instant from the year 1 to the year 9999"
              .formatted(field, at));
    }
  }

  private ScheduleOptions with(EnqueueOptions changed) {
    return new ScheduleOptions(changed, misfire, overlap, start, end);
  }
}
