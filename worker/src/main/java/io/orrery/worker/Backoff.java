package io.orrery.worker;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/**
 * How long a failed job waits: after failure k, 2^k s times a random factor of 0.5 to 1, at most an
 * hour. The randomness keeps jobs that failed together from coming back together.
 */
final class Backoff {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** 2^12 s is longer than an hour: from here on the delay no longer grows. */
  private static final int LAST_GROWING = 12;

  private final IntervalFunction delays =
      IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(1_500), 2.0, 1.0 / 3);

  /**
   * @param failure the number of the failure, from 1
   */
  Duration after(int failure) {
    Duration delay = Duration.ofMillis(delays.apply(Math.min(failure, LAST_GROWING)));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
