package io.orrery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A queue as PostgreSQL has it at one moment.
 *
 * @param paused true: none of its jobs starts
 * @param limitedTo the slots for it of each worker; empty: as each was started
 * @param workers that serve it and are alive
 * @param slots of those workers together
 * @param waiting jobs that could start, 0 to {@link #MOST_COUNTED}, where counting ends
 * @param oldestWaits for how long the one that has waited longest could have started, zero or more;
 *     empty where none waits
 */
public record QueueStatus(
    QueueName name,
    boolean paused,
    OptionalInt limitedTo,
    int workers,
    int slots,
    int waiting,
    Optional<Duration> oldestWaits) {
  /** A backlog is counted so far: beyond it, that it is long is all that is said. */
  public static final int MOST_COUNTED = 10_000;

  /** The most jobs of one queue that a worker may run at once: more is a slip of the keyboard. */
  public static final int MOST_SLOTS = 100_000;

  /** Whether there may be more waiting jobs than were counted. */
  public boolean more() {
    return waiting >= MOST_COUNTED;
  }
}
