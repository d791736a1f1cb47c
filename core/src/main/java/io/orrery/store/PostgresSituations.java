package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.store.Situation.SlotHolder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what can keep a job from running. */
final class PostgresSituations implements Situations {
  private static final Sql SITUATION = Sql.named("situation");
  private static final Sql SLOT_HOLDERS = Sql.named("slot_holders");
  private static final int MOST_HOLDERS = 5;

  private final Database database;

  PostgresSituations(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Situation> of(JobId id) {
    return database.repeatable("read what job " + id + " waits for", c -> read(c, id));
  }

  private static Optional<Situation> read(Connection connection, JobId id) throws SQLException {
    try (Bound situation =
            SITUATION.on(connection).set("id", id.value()).set("cap", Situation.MOST_AHEAD);
        ResultSet row = situation.query()) {
      if (!row.next()) {
        return Optional.empty();
      }
      boolean full = row.getInt("knowing") > 0 && row.getInt("running") >= row.getInt("slots");
      List<SlotHolder> holders =
          full ? holders(connection, row.getString("queue"), row.getString("type")) : List.of();
      return Optional.of(situation(id, row, holders));
    }
  }

  private static List<SlotHolder> holders(Connection connection, String queue, String type)
      throws SQLException {
    try (Bound read =
            SLOT_HOLDERS
                .on(connection)
                .set("queue", queue)
                .set("type", type)
                .set("limit", MOST_HOLDERS);
        ResultSet row = read.query()) {
      List<SlotHolder> found = new ArrayList<>();
      while (row.next()) {
        found.add(
            new SlotHolder(
                new JobId(row.getObject("id", UUID.class)),
                row.getString("type"),
                Columns.instant(row, "claimed_at").orElseThrow(),
                row.getString("worker")));
      }
      return found;
    }
  }

  private static Situation situation(JobId id, ResultSet row, List<SlotHolder> holders)
      throws SQLException {
    return new Situation(
        id,
        Columns.instant(row, "at").orElseThrow(),
        row.getString("type"),
        new QueueName(row.getString("queue")),
        JobState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getInt("failures"),
        row.getInt("max_retries"),
        row.getBoolean("cancel_requested"),
        Optional.ofNullable(row.getString("reason")),
        Columns.instant(row, "run_at"),
        Columns.instant(row, "claimed_at"),
        Columns.instant(row, "finished_at"),
        Columns.instant(row, "relay_at"),
        Columns.instant(row, "deadline"),
        row.getBoolean("has_turn"),
        row.getInt("rings"),
        row.getBoolean("paused"),
        row.getInt("ahead"),
        row.getInt("serving"),
        row.getInt("knowing"),
        row.getInt("slots"),
        row.getInt("running"),
        row.getBoolean("led"),
        Optional.ofNullable(row.getString("holder")),
        holders);
  }
}
