package io.orrery.config;

import java.time.Duration;

/**
 * How a worker runs jobs.
 *
 * @param connections to PostgreSQL; three are the least: beat, claim and finish never share one
 * @param slots jobs at once, of a queue for which no number is given
 * @param threads what handlers run on
 * @param finishBatch the most ends of jobs that share one commit; a crash re-runs at most so many
 * @param hold how long a doorbell waits for a free slot before it is given back
 * @param drain how long a stopping worker lets running jobs finish
 * @param interruptGrace how long an interrupted handler has left
 * @param logLimit the most characters that are kept of one attempt's log
 */
public record WorkerTuning(
    int connections,
    int slots,
    HandlerThreads threads,
    int finishBatch,
    Duration hold,
    Duration drain,
    Duration interruptGrace,
    int logLimit) {}
