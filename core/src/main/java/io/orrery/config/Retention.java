package io.orrery.config;

import java.time.Duration;

/**
 * For how long finished jobs are kept.
 *
 * @param succeeded after the end of a job that succeeded
 * @param cancelled after the end of one that was cancelled
 * @param dead after the end of a dead letter
 * @param most succeeded and cancelled jobs of one queue, however young; beyond them the oldest go.
 *     Dead letters don't count, for somebody is to see to them
 */
public record Retention(Duration succeeded, Duration cancelled, Duration dead, int most) {}
