package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.config.RelayTuning;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
  private static final Sql CONTACT = Sql.named("contact");

  private final Database database;
  private final UnderEpoch underEpoch;
  private final RelayTuning relay;

  PostgresDuties(Database database, RelayTuning relay) {
    this.database = database;
    this.underEpoch = new UnderEpoch(database);
    this.relay = relay;
  }

  @Override
  public List<Ring> promote(long epoch, int limit) {
    return underEpoch.rows(
        PROMOTE,
        "promote due jobs",
        epoch,
        Columns::ring,
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
  public Relayed relay(long epoch, Lane lane, RelayBounds bounds, Page page) {
    return underEpoch.answer(
        RELAY,
        "relay jobs of queue " + lane.queue(),
        epoch,
        row -> new Relayed(row.getLong("next"), UnderEpoch.all(row, Columns::ring)),
        statement ->
            statement
                .set("queue", lane.queue().value())
                .set("priority", lane.priority())
                .set("watermark", bounds.watermark())
                .set("overdue_ms", bounds.overdue().toMillis())
                .set("after", page.after())
                .set("rows", page.rows())
                .set("limit", page.limit())
                .set("repeat_ms", relay.repeat().toMillis())
                .set("most_ms", relay.most().toMillis()));
  }

  @Override
  public List<Ring> admit(long epoch, int limit) {
    return underEpoch.rows(
        ADMIT,
        "admit jobs of callers' transactions",
        epoch,
        Columns::ring,
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
    return underEpoch
        .rows(
            FORGET_RINGS,
            "forget earlier rings",
            epoch,
            row -> row.getObject("id", UUID.class),
            statement -> statement.set("limit", limit))
        .size();
  }

  @Override
  public List<UUID> markLost(long epoch, Instant endedBefore) {
    return underEpoch.rows(
        MARK_LOST,
        "mark lost workers",
        epoch,
        row -> row.getObject("id", UUID.class),
        statement -> statement.set("ended_before", Columns.timestamp(endedBefore)));
  }

  @Override
  public List<Taken> reapLost(long epoch, int limit) {
    return underEpoch.rows(
        REAP_LOST,
        "reap lost workers' jobs",
        epoch,
        PostgresDuties::taken,
        statement -> statement.set("limit", limit).set("relay_ms", relay.first().toMillis()));
  }

  @Override
  public List<Taken> reapOverrun(long epoch, Duration grace, int limit) {
    return underEpoch.rows(
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
  public Contact contact() {
    return database.repeatable(
        "ask for a sign of life",
        connection -> {
          try (Bound contact = CONTACT.on(connection);
              ResultSet row = contact.query()) {
            row.next();
            return new Contact(
                Columns.instant(row, "started_at").orElseThrow(),
                Columns.instant(row, "at").orElseThrow());
          }
        });
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
