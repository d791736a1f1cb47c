package io.orrery.store;

import io.orrery.Actor;
import io.orrery.QueueName;
import io.orrery.QueueStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Steers queues by their rows in {@code orrery.queue}. */
final class PostgresQueueRows implements QueueRows {
  private static final Sql LIST = Sql.named("queue_list");
  private static final Sql PAUSE = Sql.named("queue_pause");
  private static final Sql RESUME = Sql.named("queue_resume");
  private static final Sql SLOTS = Sql.named("queue_slots");
  private static final Sql SLOTS_AS_STARTED = Sql.named("queue_slots_as_started");

  // How many waiting jobs a resume may look at, and touch: people wait for it.
  private static final int LOOK_AT_RESUME = 100_000;
  private static final int RING_AT_RESUME = 10_000;

  private final Database database;

  PostgresQueueRows(Database database) {
    this.database = database;
  }

  @Override
  public List<QueueStatus> list() {
    return database.repeatable(
        "list queues",
        connection -> {
          try (Bound list = LIST.on(connection).set("most", QueueStatus.MOST_COUNTED);
              ResultSet row = list.query()) {
            List<QueueStatus> found = new ArrayList<>();
            while (row.next()) {
              found.add(status(row));
            }
            return found;
          }
        });
  }

  private static QueueStatus status(ResultSet row) throws SQLException {
    Instant now = Columns.instant(row, "now").orElseThrow();
    return new QueueStatus(
        new QueueName(row.getString("name")),
        row.getBoolean("paused"),
        Columns.integer(row, "limited_to"),
        row.getInt("workers"),
        row.getInt("slots"),
        row.getInt("waiting"),
        Columns.instant(row, "since")
            .map(since -> since.isAfter(now) ? now : since)
            .map(since -> Duration.between(since, now)));
  }

  @Override
  public boolean pause(QueueName queue, Actor actor) {
    return changed("pause", PAUSE, queue, actor, statement -> {});
  }

  @Override
  public boolean resume(QueueName queue, Actor actor) {
    return database.once(
        "resume queue " + queue,
        connection -> {
          try (Bound resume = RESUME.on(connection)) {
            resume.set("queue", queue.value()).set("actor", actor.name());
            resume.set("rows", LOOK_AT_RESUME).set("limit", RING_AT_RESUME);
            try (ResultSet row = resume.query()) {
              return row.next();
            }
          }
        });
  }

  @Override
  public boolean slots(QueueName queue, int slots, Actor actor) {
    return changed("limit", SLOTS, queue, actor, statement -> statement.set("slots", slots));
  }

  @Override
  public boolean slotsAsStarted(QueueName queue, Actor actor) {
    return changed("limit", SLOTS_AS_STARTED, queue, actor, statement -> {});
  }

  @FunctionalInterface
  private interface Values {
    void set(Bound statement) throws SQLException;
  }

  private boolean changed(String doing, Sql sql, QueueName queue, Actor actor, Values values) {
    return database.once(
        doing + " queue " + queue,
        connection -> {
          try (Bound statement = sql.on(connection)) {
            values.set(statement.set("queue", queue.value()).set("actor", actor.name()));
            return statement.update() > 0;
          }
        });
  }
}
