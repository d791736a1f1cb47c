package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.config.RelayTuning;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The leader's statements. None is repeated after a lost connection: each is level-triggered, and
 * the next tick sees what is left to do.
 */
final class PostgresDuties implements Duties {
  private static final Sql PROMOTE = Sql.named("promote");
  private static final Sql NEXT_DUE = Sql.named("next_due");
  private static final Sql RELAY = Sql.named("relay");
  private static final Sql ADMIT = Sql.named("admit");
  private static final Sql LANES = Sql.named("lanes");
  private static final Sql CLAIMED_TO = Sql.named("claimed_to");
  private static final Sql FORGET_RINGS = Sql.named("forget_rings");
  private static final Sql MARK_LOST = Sql.named("mark_lost");
  private static final Sql REAP_LOST = Sql.named("reap_lost");
  private static final Sql REAP_OVERRUN = Sql.named("reap_overrun");
  private static final Sql SERVER_START = Sql.named("server_start");

  /** Reads one row of a duty's answer. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Sets a statement's own parameters. */
  @FunctionalInterface
  private interface Parameters {
    void set(Bound statement) throws SQLException;
  }

  private final Database database;
  private final RelayTuning relay;

  PostgresDuties(Database database, RelayTuning relay) {
    this.database = database;
    this.relay = relay;
  }

  @Override
  public List<Ring> promote(long epoch, int limit) {
    return duty(
        PROMOTE,
        "promote due jobs",
        epoch,
        PostgresDuties::ring,
        statement -> statement.set("limit", limit).set("relay_ms", relay.first().toMillis()));
  }

  @Override
  public Optional<Duration> nextDue() {
    return database.repeatable(
        "look for the next due job",
        connection -> {
          try (Bound next = NEXT_DUE.on(connection);
              ResultSet row = next.query()) {
            return row.next()
                ? Optional.of(Duration.ofMillis(Math.max(0, row.getLong(1))))
                : Optional.empty();
          }
        });
  }

  @Override
  public List<Ring> relay(long epoch, Lane lane, RelayBounds bounds, int limit) {
    return duty(
        RELAY,
        "relay jobs of queue " + lane.queue(),
        epoch,
        PostgresDuties::ring,
        statement ->
            statement
                .set("queue", lane.queue().value())
                .set("priority", lane.priority())
                .set("watermark", bounds.watermark())
                .set("overdue_ms", bounds.overdue().toMillis())
                .set("repeat_ms", relay.repeat().toMillis())
                .set("most_ms", relay.most().toMillis())
                .set("limit", limit));
  }

  @Override
  public List<Ring> admit(long epoch, int limit) {
    return duty(
        ADMIT,
        "admit jobs of callers' transactions",
        epoch,
        PostgresDuties::ring,
        statement -> statement.set("limit", limit).set("relay_ms", relay.first().toMillis()));
  }

  @Override
  public List<Lane> lanes() {
    return database.repeatable(
        "list lanes",
        connection -> {
          try (Bound lanes = LANES.on(connection);
              ResultSet row = lanes.query()) {
            List<Lane> found = new ArrayList<>();
            while (row.next()) {
              found.add(new Lane(new QueueName(row.getString(1)), row.getInt(2)));
            }
            return found;
          }
        });
  }

  @Override
  public Map<Lane, Long> claimedTo() {
    return database.repeatable(
        "read how far workers have claimed",
        connection -> {
          try (Bound claimed = CLAIMED_TO.on(connection);
              ResultSet row = claimed.query()) {
            Map<Lane, Long> found = new HashMap<>();
            while (row.next()) {
              found.put(Lane.parse(row.getString(1)), row.getLong(2));
            }
            return found;
          }
        });
  }

  @Override
  public int forgetRings(long epoch, int limit) {
    return duty(
            FORGET_RINGS,
            "forget earlier rings",
            epoch,
            row -> row.getObject("id", UUID.class),
            statement -> statement.set("limit", limit))
        .size();
  }

  @Override
  public List<UUID> markLost(long epoch, Duration grace) {
    return duty(
        MARK_LOST,
        "mark lost workers",
        epoch,
        row -> row.getObject("id", UUID.class),
        statement -> statement.set("grace_ms", grace.toMillis()));
  }

  @Override
  public List<Taken> reapLost(long epoch, int limit) {
    return duty(
        REAP_LOST,
        "reap lost workers' jobs",
        epoch,
        PostgresDuties::taken,
        statement -> statement.set("limit", limit).set("relay_ms", relay.first().toMillis()));
  }

  @Override
  public List<Taken> reapOverrun(long epoch, Duration grace, int limit) {
    return duty(
        REAP_OVERRUN,
        "reap jobs past their deadline",
        epoch,
        PostgresDuties::taken,
        statement ->
            statement
                .set("grace_ms", grace.toMillis())
                .set("limit", limit)
                .set("relay_ms", relay.first().toMillis()));
  }

  @Override
  public Instant serverStartedAt() {
    return database.repeatable(
        "read the server's start",
        connection -> {
          try (Bound start = SERVER_START.on(connection);
              ResultSet row = start.query()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
          }
        });
  }

  /**
   * Each duty's answer says first whether the epoch leads; then come its rows, or one row of nulls.
   */
  private <T> List<T> duty(
      Sql sql, String doing, long epoch, Row<T> reader, Parameters parameters) {
    return database.once(
        doing,
        connection -> {
          try (Bound statement = sql.on(connection).set("epoch", epoch)) {
            parameters.set(statement);
            List<T> found = new ArrayList<>();
            try (ResultSet row = statement.query()) {
              while (row.next()) {
                if (!row.getBoolean("leads")) {
                  throw new Deposed(epoch);
                }
                if (row.getObject("id") != null) {
                  found.add(reader.read(row));
                }
              }
            }
            return found;
          }
        });
  }

  private static Ring ring(ResultSet row) throws SQLException {
    return new Ring(
        new JobId(row.getObject("id", UUID.class)),
        new QueueName(row.getString("queue")),
        row.getInt("priority"));
  }

  private static Taken taken(ResultSet row) throws SQLException {
    return new Taken(
        new JobId(row.getObject("id", UUID.class)),
        row.getString("type"),
        new QueueName(row.getString("queue")),
        row.getInt("priority"),
        JobState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("reason")));
  }
}
