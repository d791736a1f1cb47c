package io.orrery.client;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * How to go through many jobs. Immutable.
 *
 * @param rate jobs a second at most, 1 to {@value #FASTEST}
 * @param most how many to change at most; {@link Long#MAX_VALUE} for all
 * @param progress is told how far it is after each step, a few times a second, on the caller's
 *     thread; what it throws ends the work
 */
public record BulkOptions(int rate, long most, Consumer<BulkOutcome> progress) {
  /** What a client and PostgreSQL can do beside the work. */
  public static final int FASTEST = 5_000;

  /** All, 500 a second: workers have room for others beside them. */
  public static final BulkOptions DEFAULT = new BulkOptions(500, Long.MAX_VALUE, outcome -> {});

  /**
   * @throws IllegalArgumentException if the rate or the number is out of range
   */
  public BulkOptions {
    if (rate < 1 || rate > FASTEST) {
      throw new IllegalArgumentException(
          "a rate of " + rate + " jobs a second: use 1 to " + FASTEST);
    }
    if (most < 1) {
      throw new IllegalArgumentException("at most " + most + " jobs: use 1 or more");
    }
    Objects.requireNonNull(progress, "the progress callback is null: leave it out for none");
  }

  /** So many jobs a second at most. */
  public BulkOptions rate(int jobs) {
    return new BulkOptions(jobs, most, progress);
  }

  /** So many jobs at most. */
  public BulkOptions most(long jobs) {
    return new BulkOptions(rate, jobs, progress);
  }

  /** Tells this after each step. */
  public BulkOptions progress(Consumer<BulkOutcome> told) {
    return new BulkOptions(rate, most, told);
  }
}
