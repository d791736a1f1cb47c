package io.orrery.store;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;

/**
 * A job about to be written.
 *
 * @param arguments as encoded by the codec
 */
public record NewJob(JobId id, String type, EnqueueOptions options, byte[] arguments) {}
