package io.orrery.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt that ended in any other way than success.
 *
 * @param outcome as in {@link Ending.Outcome}, or LOST or OVERRUN where the coordinator ended it
 */
public record AttemptRecord(
    int attempt,
    long fence,
    UUID worker,
    Instant claimedAt,
    Instant endedAt,
    String outcome,
    Optional<String> error) {}
