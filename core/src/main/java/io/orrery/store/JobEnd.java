package io.orrery.store;

import io.orrery.JobState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param reason of DEAD and CANCELLED
 * @param result of SUCCEEDED, as encoded by the codec; null for none
 */
public record JobEnd(JobState state, Optional<String> reason, byte @Nullable [] result) {}
