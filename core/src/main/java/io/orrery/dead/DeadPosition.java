package io.orrery.dead;

import io.orrery.JobId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A place among the dead letters, which are in the order of their deaths, the latest first.
 *
 * @param diedAt of the last that was read
 * @param id of the last that was read
 */
public record DeadPosition(Instant diedAt, JobId id) {
  /** Before the latest. */
  public static final DeadPosition START = before(Instant.parse("9999-12-31T23:59:59Z"));

  public DeadPosition {
    Objects.requireNonNull(diedAt, "the time of a place among dead letters is null");
    Objects.requireNonNull(id, "the id of a place among dead letters is null");
  }

  /** Before the latest of those that died before this moment. */
  public static DeadPosition before(Instant moment) {
    return new DeadPosition(moment, new JobId(new UUID(0, 0)));
  }
}
