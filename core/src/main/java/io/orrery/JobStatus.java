package io.orrery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as PostgreSQL has it at one moment. Times are the database's.
 *
 * @param type the name of its type
 * @param priority the level, 0 (last) to 9 (first)
 * @param attempts runs begun so far
 * @param failures handled failures and losses: what counts against {@code maxRetries}
 * @param lost how many workers died on it; the third makes it DEAD, an earlier one where no retry
 *     is left
 * @param cancelRequested true once it was asked to stop while it ran
 * @param runAt when it is or was due, if it ever had to wait
 * @param claimedAt when the latest attempt began
 * @param reason why it is DEAD or CANCELLED
 */
public record JobStatus(
    JobId id,
    String type,
    QueueName queue,
    int priority,
    JobState state,
    int attempts,
    int failures,
    int maxRetries,
    int lost,
    boolean cancelRequested,
    Instant createdAt,
    Optional<Instant> runAt,
    Optional<Instant> claimedAt,
    Optional<Instant> finishedAt,
    Optional<String> reason,
    Optional<String> uniqueKey,
    List<String> tags) {}
