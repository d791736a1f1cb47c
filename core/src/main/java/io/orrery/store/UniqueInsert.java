package io.orrery.store;

import io.orrery.JobId;

/**
 * What an insert with a unique key came to.
 *
 * @param id the job that now holds the key
 * @param duplicate true if that is an earlier one
 */
public record UniqueInsert(JobId id, boolean duplicate) {}
