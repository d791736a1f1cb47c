package io.orrery.store;

import io.orrery.JobState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param attempts runs begun in all
 * @param reason of DEAD and CANCELLED
 * @param error of DEAD: the first line of what its last attempt died of
 * @param result of SUCCEEDED, as encoded by the codec; null for none
 */
public record JobEnd(
    JobState state,
    int attempts,
    Optional<String> reason,
    Optional<String> error,
    byte @Nullable [] result) {}
