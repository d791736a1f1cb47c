package io.orrery.report;

import java.time.Instant;

/**
 * How far a job has come, as the latest of its attempts that said so reported.
 *
 * @param attempt its number, from 1; a later one may run now, and have said nothing yet
 * @param reportedAt when that was written, up to a second after it was said; the database's clock
 */
public record JobProgress(int attempt, Instant reportedAt, Progress progress) {}
