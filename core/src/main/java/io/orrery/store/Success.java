package io.orrery.store;

import org.jspecify.annotations.Nullable;

/**
 * An attempt that succeeded.
 *
 * @param result as encoded by the codec; null for none
 */
public record Success(Held job, byte @Nullable [] result) {}
