package io.orrery.store;

import io.orrery.JobId;
import io.orrery.QueueName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims by id, waits for no row that somebody holds, and asks again for ids that a concurrent
 * change left without an answer.
 */
final class Claims {
  private static final Logger log = LoggerFactory.getLogger(Claims.class);
  private static final Sql CLAIM = Sql.named("claim");

  /**
   * Somebody changes a row between our snapshot and its lock rarely; this often in a row, never.
   */
  private static final int ROUNDS = 100;

  private final Database database;

  Claims(Database database) {
    this.database = database;
  }

  /**
   * Not repeated after a lost connection: the first may have claimed, and its jobs would then look
   * stale. What was answered before is kept, whatever becomes of a later statement: those jobs run
   * here now, and nobody else is going to start them.
   */
  ClaimReply claim(UUID worker, Collection<JobId> ids, Collection<String> types) {
    Round round = new Round(new TreeSet<>(ids));
    try {
      database.once(
          "claim " + Counted.jobs(ids.size()), connection -> round.run(connection, worker, types));
    } catch (StoreUnavailable | StoreRefused e) {
      if (round.claimed.isEmpty()) {
        throw e;
      }
      log.warn("{} jobs were claimed, then: {}", round.claimed.size(), e.getMessage());
    }
    return round.reply();
  }

  static ClaimedJob claimed(ResultSet row) throws SQLException {
    long timeout = row.getLong("timeout_ms");
    Optional<Duration> limit =
        row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(timeout));
    return new ClaimedJob(
        new JobId(row.getObject("id", UUID.class)),
        row.getLong("fence"),
        row.getInt("attempts"),
        row.getInt("failures"),
        row.getString("type"),
        new QueueName(row.getString("queue")),
        row.getInt("priority"),
        row.getLong("ring_order"),
        limit,
        row.getBytes("arguments"));
  }

  /** What is known so far. Confined to one call. */
  private static final class Round {
    private final Set<JobId> open;
    private final List<ClaimedJob> claimed = new ArrayList<>();
    private final List<JobId> stale = new ArrayList<>();
    private final Map<JobId, String> foreign = new HashMap<>();
    private final List<JobId> paused = new ArrayList<>();
    private final List<JobId> orphans = new ArrayList<>();
    private final List<JobId> locked = new ArrayList<>();
    private boolean leaseHeld = true;

    Round(Set<JobId> open) {
      this.open = open;
    }

    /** Asks until each id is accounted for. May be run again: it goes on with what is open. */
    Round run(Connection connection, UUID worker, Collection<String> types) throws SQLException {
      leaseHeld = true;
      for (int i = 0; i < ROUNDS && leaseHeld && !open.isEmpty(); i++) {
        ask(connection, worker, types);
        if (leaseHeld && !open.isEmpty()) {
          move(LockedJobs.among(connection, open), locked);
          Set<JobId> unknown = new HashSet<>(open);
          unknown.removeAll(ExistingJobs.among(connection, open));
          move(unknown, orphans);
        }
      }
      return this;
    }

    private void ask(Connection connection, UUID worker, Collection<String> types)
        throws SQLException {
      leaseHeld = false;
      try (Bound claim =
              CLAIM.on(connection).set("worker", worker).ids("ids", open).texts("types", types);
          ResultSet row = claim.query()) {
        while (row.next()) {
          take(row);
        }
      }
    }

    private void take(ResultSet row) throws SQLException {
      String answer = row.getString("answer");
      if (answer.equals("LEASE")) {
        leaseHeld = true;
        return;
      }
      JobId id = new JobId(row.getObject("id", UUID.class));
      open.remove(id);
      switch (answer) {
        case "CLAIMED" -> claimed.add(claimed(row));
        case "STALE" -> stale.add(id);
        case "PAUSED" -> paused.add(id);
        case "FOREIGN" -> foreign.put(id, row.getString("type"));
        default -> throw new IllegalStateException("claim.sql answered " + answer);
      }
    }

    private void move(Set<JobId> ids, List<JobId> to) {
      to.addAll(ids);
      open.removeAll(ids);
    }

    private List<JobId> undecided() {
      List<JobId> undecided = new ArrayList<>(locked);
      undecided.addAll(open);
      return undecided;
    }

    ClaimReply reply() {
      // A lease that lapsed between two rounds does not undo what the first one claimed.
      return new ClaimReply(
          leaseHeld || !claimed.isEmpty(), claimed, stale, foreign, paused, orphans, undecided());
    }
  }
}
