package io.orrery.dead;

import io.orrery.JobId;
import io.orrery.QueueName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter as PostgreSQL has it at one moment. Times are the database's.
 *
 * @param type the name of its type
 * @param priority the level, 0 (last) to 9 (first)
 * @param attempts runs begun in all its lives
 * @param failures handled failures and losses of this life
 * @param lost how many workers died on it in this life
 * @param reason RETRIES_EXHAUSTED, WORKER_LOST, or the outcome of its last attempt
 * @param errorType what it died of, in a word: the class of the error that its last attempt ended
 *     with, of a verdict that has a cause the class of the cause; TIMED_OUT, WORKER_LOST or OVERRUN
 *     where no error was the cause. Empty for one that died before Orrery kept it
 * @param error the first line of what its last attempt died of, up to 500 characters
 */
public record DeadLetter(
    JobId id,
    String type,
    QueueName queue,
    int priority,
    Instant createdAt,
    Instant diedAt,
    int attempts,
    int failures,
    int lost,
    String reason,
    Optional<String> errorType,
    Optional<String> error,
    Optional<String> uniqueKey,
    List<String> tags) {
  private static final int POISON = 3;

  public DeadLetter {
    tags = List.copyOf(tags);
  }

  /** Whether it was stopped because worker after worker died on it: replayed, it may kill more. */
  public boolean poison() {
    return lost >= POISON;
  }

  /** Where to read on after it. */
  public DeadPosition position() {
    return new DeadPosition(diedAt, id);
  }
}
