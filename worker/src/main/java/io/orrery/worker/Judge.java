package io.orrery.worker;

import io.orrery.Discard;
import io.orrery.DurationText;
import io.orrery.RetryAfter;
import io.orrery.Snooze;
import io.orrery.Verdict;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Ending;
import io.orrery.store.Ending.Kind;
import io.orrery.store.Ending.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a job whose handler did not return. */
final class Judge {
  private final Backoff backoff = new Backoff();

  /**
   * A verdict is the handler's own word, and holds whatever else happened. Any other error of an
   * attempt that was asked to stop is the stop's doing; of any other attempt it is a failure.
   *
   * @param stop why the attempt was asked to stop, if it was
   */
  Ending judge(ClaimedJob job, @Nullable Stop stop, Throwable error) {
    if (error instanceof Verdict verdict) {
      return byVerdict(job, verdict);
    }
    if (stop == null) {
      return failed(job, Outcome.FAILED, ErrorText.type(error), ErrorText.of(error));
    }
    return stopped(job, stop, ErrorText.of(error));
  }

  /** An attempt that was asked to stop, and did not end in words of its own. */
  Ending stopped(ClaimedJob job, Stop stop, @Nullable String error) {
    return switch (stop) {
      case TIMEOUT -> failed(job, Outcome.TIMED_OUT, null, timedOut(job, error));
      // Where the cancel stands, PostgreSQL turns it into CANCELLED; else nothing was charged.
      case CANCELLED -> released(job, Outcome.CANCELLED, error);
      case REPLACED, LOST, LEASE_UNCERTAIN, DRAIN -> released(job, Outcome.RELEASED, error);
    };
  }

  private Ending byVerdict(ClaimedJob job, Verdict verdict) {
    String type = ErrorText.type(verdict);
    String error = ErrorText.of(verdict);
    return switch (verdict) {
      case Discard discard ->
          new Ending(job.held(), Kind.DEAD, Outcome.DISCARDED, type, error, Duration.ZERO);
      case RetryAfter retry ->
          new Ending(job.held(), Kind.RETRY, Outcome.FAILED, type, error, retry.delay());
      case Snooze snooze ->
          new Ending(job.held(), Kind.SNOOZE, Outcome.SNOOZED, type, error, snooze.delay());
    };
  }

  private Ending failed(ClaimedJob job, Outcome outcome, @Nullable String type, String error) {
    Duration delay = backoff.after(job.failures() + 1);
    return new Ending(job.held(), Kind.RETRY, outcome, type, error, delay);
  }

  private static Ending released(ClaimedJob job, Outcome outcome, @Nullable String error) {
    return new Ending(job.held(), Kind.RELEASE, outcome, null, error, Duration.ZERO);
  }

  private static String timedOut(ClaimedJob job, @Nullable String error) {
    String limit = job.timeout().map(DurationText::of).orElse("no limit");
    return "timed out after " + limit + "\n" + (error == null ? "" : error);
  }
}
