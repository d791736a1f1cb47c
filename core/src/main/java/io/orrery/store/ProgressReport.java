package io.orrery.store;

import io.orrery.report.Progress;

/**
 * The latest progress of an attempt.
 *
 * @param attempt its number, from 1
 */
public record ProgressReport(Held job, int attempt, Progress progress) {}
