package io.orrery.store;

import io.orrery.JobId;

/** A job held under a fence: what every write of an execution must carry. */
public record Held(JobId id, long fence) {}
