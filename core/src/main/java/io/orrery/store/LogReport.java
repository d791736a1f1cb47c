package io.orrery.store;

/**
 * Some lines of an attempt's log.
 *
 * @param attempt its number, from 1
 * @param firstLine the number of the first of these lines
 * @param lines how many
 * @param content as {@link io.orrery.report.LogChunk} encodes them
 */
public record LogReport(Held job, int attempt, int firstLine, int lines, byte[] content) {}
