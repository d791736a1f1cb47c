package io.orrery.config;

/**
 * How a client batches.
 *
 * @param connections to PostgreSQL
 * @param commitBatch the most jobs of concurrent callers that share one commit
 * @param doorbellIds the most jobs that one broker message rings for
 * @param doorbellIdsBulk the same after {@code enqueueAll}
 */
public record ClientTuning(
    int connections, int commitBatch, int doorbellIds, int doorbellIdsBulk) {}
