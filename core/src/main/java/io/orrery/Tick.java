package io.orrery;

import java.time.Instant;
import java.util.Optional;

/**
 * One due time of a schedule: the arguments of a handler that is there for schedules.
 *
 * @param schedule its name
 * @param due the moment that the rule names, however late the job was made
 * @param previous the latest earlier due time of this schedule whose job succeeded
 */
public record Tick(String schedule, Instant due, Optional<Instant> previous) {}
