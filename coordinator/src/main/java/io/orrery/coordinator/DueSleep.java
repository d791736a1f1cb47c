package io.orrery.coordinator;

import io.orrery.broker.Hint;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a duty sleeps that knows when its next work is due, and which hints end that sleep.
 *
 * @param poll the longest sleep: what nobody hints at is found this late
 */
record DueSleep(Duration poll) {
  /**
   * PostgreSQL tells the time to the next work in whole milliseconds: wake after it, not before.
   */
  private static final Duration ROUNDING = Duration.ofMillis(1);

  /**
   * @param next how long until work is due; empty if none is known
   */
  Duration until(Optional<Duration> next) {
    return next.map(this::after).orElse(poll);
  }

  Optional<Duration> wakeFor(Hint hint) {
    return switch (hint) {
      case Hint.Due due ->
          due.inMillis() < poll.toMillis()
              ? Optional.of(after(Duration.ofMillis(due.inMillis())))
              : Optional.empty();
      case Hint.Cancel cancel -> Optional.empty();
      case Hint.Watch watch -> Optional.empty();
      case Hint.Queue queue -> Optional.empty();
    };
  }

  private Duration after(Duration due) {
    Duration sleep = due.plus(ROUNDING);
    return sleep.compareTo(poll) < 0 ? sleep : poll;
  }
}
