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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A worker's statements. */
final class PostgresRuns implements Runs {
  private static final Sql REGISTER = Sql.named("register");
  private static final Sql RING_NEW_TYPES = Sql.named("ring_new_types");
  private static final Sql SCAN = Sql.named("scan");
  private static final Sql BEAT = Sql.named("beat");
  private static final Sql STEERED = Sql.named("steered");
  private static final Sql RUNNING = Sql.named("running");
  private static final Sql RUNNING_ON = Sql.named("running_on");
  private static final Sql WORKER_STATUS = Sql.named("worker_status");
  private static final Sql TYPES_SERVED_BY_OTHERS = Sql.named("types_served_by_others");

  // How many waiting jobs of new types a registration may look at, and touch: it must not hold up a
  // start.
  private static final int LOOK_AT_START = 100_000;
  private static final int RING_AT_START = 10_000;

  private final Database database;
  private final Claims claims;
  private final Ends ends;

  PostgresRuns(Database database) {
    this.database = database;
    this.claims = new Claims(database);
    this.ends = new Ends(database);
  }

  @Override
  public Map<QueueName, Steering> register(WorkerRow worker, Duration lease) {
    return database.repeatable(
        "register worker " + worker.name(),
        connection -> {
          try (Bound register = REGISTER.on(connection)) {
            register
                .set("worker", worker.id())
                .set("lease_ms", lease.toMillis())
                .set("name", worker.name())
                .set("slots", worker.slots());
            register
                .texts("queues", worker.queues().keySet())
                .array("queue_slots", "int4", worker.queues().values().toArray())
                .texts("types", worker.types())
                .update();
          }
          try (Bound ring = RING_NEW_TYPES.on(connection)) {
            ring.set("worker", worker.id()).set("rows", LOOK_AT_START).set("limit", RING_AT_START);
            ring.texts("queues", worker.queues().keySet()).texts("types", worker.types()).update();
          }
          return steered(connection, worker.id());
        });
  }

  @Override
  public ClaimReply claim(UUID worker, Collection<JobId> ids, Collection<String> types) {
    return claims.claim(worker, ids, types);
  }

  @Override
  public List<ClaimedJob> scan(UUID worker, QueueName queue, Collection<String> types, int limit) {
    return database.once(
        "claim from queue " + queue,
        connection -> {
          try (Bound scan = SCAN.on(connection)) {
            scan.set("worker", worker)
                .set("queue", queue.value())
                .texts("types", types)
                .set("limit", limit);
            return claimed(scan);
          }
        });
  }

  @Override
  public Map<JobId, EndReply> succeed(Collection<Success> successes) {
    return ends.succeed(successes);
  }

  @Override
  public Map<JobId, EndReply> end(Collection<Ending> endings) {
    return ends.end(endings);
  }

  @Override
  public Set<JobId> locked(Collection<JobId> ids) {
    return ends.locked(ids);
  }

  @Override
  public boolean succeed(Connection transaction, Success success) throws SQLException {
    return ends.succeed(transaction, success);
  }

  @Override
  public Beat beat(UUID worker, Duration lease, Map<String, Long> claimedTo, List<Integer> slots) {
    return database.repeatable(
        "beat",
        connection -> {
          try (Bound beat = BEAT.on(connection)) {
            beat.set("worker", worker)
                .set("lease_ms", lease.toMillis())
                .set("claimed_to", json(claimedTo))
                .set("slots", slots.stream().mapToInt(Integer::intValue).sum())
                .array("queue_slots", "int4", slots.toArray());
            try (ResultSet alive = beat.query()) {
              return new Beat(
                  alive.next(), running(connection, worker), steered(connection, worker));
            }
          }
        });
  }

  @Override
  public List<ClaimedJob> runningOn(UUID worker, Collection<JobId> ids) {
    return database.repeatable(
        "read jobs that run on a worker",
        connection -> {
          try (Bound running = RUNNING_ON.on(connection).set("worker", worker).ids("ids", ids)) {
            return claimed(running);
          }
        });
  }

  @Override
  public void drain(UUID worker) {
    status(worker, "DRAINING");
  }

  @Override
  public void leave(UUID worker) {
    status(worker, "GONE");
  }

  @Override
  public List<String> typesServedByOthers(UUID worker, QueueName queue) {
    return database.repeatable(
        "read the types of queue " + queue,
        connection -> {
          try (Bound types =
                  TYPES_SERVED_BY_OTHERS
                      .on(connection)
                      .set("worker", worker)
                      .set("queue", queue.value());
              ResultSet row = types.query()) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
              found.add(row.getString(1));
            }
            return found;
          }
        });
  }

  private void status(UUID worker, String status) {
    database.repeatable(
        "set a worker " + status,
        connection -> {
          try (Bound set =
              WORKER_STATUS.on(connection).set("worker", worker).set("status", status)) {
            return set.update();
          }
        });
  }

  private static Map<QueueName, Steering> steered(Connection connection, UUID worker)
      throws SQLException {
    try (Bound steered = STEERED.on(connection).set("worker", worker);
        ResultSet row = steered.query()) {
      Map<QueueName, Steering> found = new HashMap<>();
      while (row.next()) {
        found.put(
            new QueueName(row.getString("name")),
            new Steering(row.getBoolean("paused"), Columns.integer(row, "slots")));
      }
      return found;
    }
  }

  private static List<Beat.Running> running(Connection connection, UUID worker)
      throws SQLException {
    try (Bound running = RUNNING.on(connection).set("worker", worker);
        ResultSet row = running.query()) {
      List<Beat.Running> found = new ArrayList<>();
      while (row.next()) {
        Held held = new Held(new JobId(row.getObject(1, UUID.class)), row.getLong(2));
        found.add(new Beat.Running(held, row.getBoolean(3)));
      }
      return found;
    }
  }

  private static List<ClaimedJob> claimed(Bound statement) throws SQLException {
    try (ResultSet row = statement.query()) {
      List<ClaimedJob> found = new ArrayList<>();
      while (row.next()) {
        found.add(Claims.claimed(row));
      }
      return found;
    }
  }

  /** Keys are lane names and values numbers: nothing in them needs escaping. */
  private static String json(Map<String, Long> claimedTo) {
    return claimedTo.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
