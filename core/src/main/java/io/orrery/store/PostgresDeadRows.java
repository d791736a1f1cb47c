package io.orrery.store;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadLetter;
import io.orrery.dead.DeadPosition;
import io.orrery.dead.ReplayAnswer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Dead letters by their indexes. A change is not repeated once it may have been made: whoever asked
 * for it must hear whether it was.
 */
final class PostgresDeadRows implements DeadRows {
  private static final Sql NOW = Sql.named("now");
  private static final Sql LETTERS = Sql.named("dead_letters");
  private static final Sql ARGUMENTS = Sql.named("dead_arguments");
  private static final Sql REPLAY = Sql.named("replay");
  private static final Sql DISCARD = Sql.named("discard");
  private static final Sql KEY_HOLDER = Sql.named("key_holder");

  /**
   * Somebody changes a row between our snapshot and its lock rarely; this often in a row, never.
   */
  private static final int ROUNDS = 100;

  private final Database database;
  private final Duration firstRelay;
  private final DeadBatch batch;

  PostgresDeadRows(Database database, Duration firstRelay) {
    this.database = database;
    this.firstRelay = firstRelay;
    this.batch = new DeadBatch(database, firstRelay);
  }

  @Override
  public Instant now() {
    return database.repeatable(
        "read the database's clock",
        connection -> {
          try (Bound now = NOW.on(connection);
              ResultSet row = now.query()) {
            row.next();
            return Columns.instant(row, "now").orElseThrow();
          }
        });
  }

  @Override
  public Stretch stretch(DeadFilter filter, DeadPosition after, int limit) {
    return database.repeatable(
        "look for dead letters", connection -> DeadWalk.on(connection, filter, after, limit));
  }

  @Override
  public List<DeadLetter> letters(Collection<JobId> ids) {
    return database.repeatable(
        "read dead letters",
        connection -> {
          try (Bound letters = LETTERS.on(connection).ids("ids", ids);
              ResultSet row = letters.query()) {
            List<DeadLetter> found = new ArrayList<>();
            while (row.next()) {
              found.add(letter(row));
            }
            found.sort(
                Comparator.comparing(DeadLetter::diedAt).thenComparing(DeadLetter::id).reversed());
            return found;
          }
        });
  }

  @Override
  public Optional<byte[]> arguments(JobId id) {
    return database.repeatable(
        "read the arguments of job " + id,
        connection -> {
          try (Bound arguments = ARGUMENTS.on(connection).set("id", id.value());
              ResultSet row = arguments.query()) {
            return row.next() ? Optional.of(row.getBytes("arguments")) : Optional.empty();
          }
        });
  }

  @Override
  public Replayed replay(Replay replay, Actor actor) {
    return database.once(
        "replay job " + replay.id(),
        connection -> {
          try {
            return answered(connection, replay, actor);
          } catch (SQLException e) {
            if (SqlFailure.conflict(e)) {
              Optional<JobId> holder = keyHolder(connection, replay.id());
              return new Replayed(new ReplayAnswer.KeyHeld(holder), Optional.empty());
            }
            throw e;
          }
        });
  }

  private Replayed answered(Connection connection, Replay replay, Actor actor) throws SQLException {
    for (int i = 0; i < ROUNDS; i++) {
      Optional<Replayed> reply = ask(connection, replay, actor);
      if (reply.isPresent()) {
        return reply.get();
      }
    }
    throw changed();
  }

  /** Empty: it was changed while this waited for its lock. */
  private Optional<Replayed> ask(Connection connection, Replay replay, Actor actor)
      throws SQLException {
    try (Bound statement = bound(REPLAY.on(connection), replay, actor);
        ResultSet row = statement.query()) {
      if (!row.next()) {
        return refused(new ReplayAnswer.NoSuchJob());
      }
      if (row.getObject("id") != null) {
        return Optional.of(
            new Replayed(new ReplayAnswer.Replayed(), Optional.of(Columns.ring(row))));
      }
      JobState state = JobState.valueOf(row.getString("state"));
      boolean over = state == JobState.DEAD || state == JobState.CANCELLED;
      String type = row.getString("type");
      if (replay.type() != null && !replay.type().equals(type)) {
        return refused(new ReplayAnswer.OtherType(type));
      }
      boolean sameLife = replay.fence() == null || replay.fence() == row.getLong("fence");
      return over && sameLife ? Optional.empty() : refused(new ReplayAnswer.NotOver(state));
    }
  }

  private Bound bound(Bound statement, Replay replay, Actor actor) throws SQLException {
    return statement
        .set("id", replay.id().value())
        .set("fence", replay.fence())
        .set("type", replay.type())
        .set("arguments", replay.arguments())
        .set("relay_ms", firstRelay.toMillis())
        .set("actor", actor.name())
        .set("detail", replay.detail());
  }

  private static Optional<Replayed> refused(ReplayAnswer answer) {
    return Optional.of(new Replayed(answer, Optional.empty()));
  }

  private static Optional<JobId> keyHolder(Connection connection, JobId id) throws SQLException {
    try (Bound holder = KEY_HOLDER.on(connection).set("id", id.value());
        ResultSet row = holder.query()) {
      return row.next()
          ? Optional.of(new JobId(row.getObject("id", UUID.class)))
          : Optional.empty();
    }
  }

  @Override
  public Moved replay(Collection<Met> letters, Actor actor, String detail) {
    return batch.replay(letters, actor, detail);
  }

  @Override
  public boolean discard(JobId id, Actor actor, String reason) {
    return database.once(
        "discard job " + id,
        connection -> {
          for (int i = 0; i < ROUNDS; i++) {
            try (Bound discard = DISCARD.on(connection)) {
              discard.set("id", id.value()).set("actor", actor.name()).set("reason", reason);
              ResultSet row = discard.query();
              boolean there = row.next();
              if (!there || !row.getBoolean("dead") || row.getBoolean("done")) {
                return there && row.getBoolean("done");
              }
            }
          }
          throw changed();
        });
  }

  private static SQLException changed() {
    return new SQLException("a job changed under " + ROUNDS + " statements", "40001");
  }

  @Override
  public Moved discard(Collection<Met> letters, Actor actor, String reason, String detail) {
    return batch.discard(letters, actor, reason, detail);
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        new JobId(row.getObject("id", UUID.class)),
        row.getString("type"),
        new QueueName(row.getString("queue")),
        row.getInt("priority"),
        Columns.instant(row, "created_at").orElseThrow(),
        Columns.instant(row, "finished_at").orElseThrow(),
        row.getInt("attempts"),
        row.getInt("failures"),
        row.getInt("lost"),
        Optional.ofNullable(row.getString("reason")).orElse(""),
        Optional.ofNullable(row.getString("error_type")),
        Optional.ofNullable(row.getString("error")),
        Optional.ofNullable(row.getString("unique_key")),
        Columns.tags(row));
  }
}
