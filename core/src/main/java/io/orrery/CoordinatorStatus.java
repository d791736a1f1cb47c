package io.orrery;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A coordinator as PostgreSQL has it at one moment. Times are the database's. Each says every five
 * seconds that it is there, and takes its row away when it stops; that of one that was killed stays
 * for a day.
 *
 * @param id of this start, never used again
 * @param name host and process id, for people
 * @param epoch under which it leads; empty: it stands by
 * @param startedAt when it registered
 * @param seenAt when it last said that it is there
 * @param lock where it looks for who tries first to lead: {@code redis}, {@code postgresql}, or
 *     {@code own} where its program brought one
 * @param lockAnswers whether that lock answered it of late
 * @param brokerAnswers whether it reached the broker then
 * @param zoneData the version of its time zone data, as in {@code 2026a}
 * @param at the moment
 */
public record CoordinatorStatus(
    UUID id,
    String name,
    OptionalLong epoch,
    Instant startedAt,
    Instant seenAt,
    String lock,
    boolean lockAnswers,
    boolean brokerAnswers,
    String zoneData,
    Instant at) {
  /** How long nothing was heard of it. */
  public Duration unseenFor() {
    return Duration.between(seenAt, at);
  }
}
