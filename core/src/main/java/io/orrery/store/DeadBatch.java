package io.orrery.store;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.store.DeadRows.Met;
import io.orrery.store.DeadRows.Moved;
import io.orrery.store.Duties.Ring;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes dead letters together, and asks again for ids that were left without an answer. */
final class DeadBatch {
  private static final Sql REPLAY = Sql.named("replay_batch");
  private static final Sql DISCARD = Sql.named("discard_batch");

  /** A row that somebody holds for a moment is free by then. */
  private static final int ROUNDS = 20;

  private final Database database;
  private final Duration firstRelay;

  /**
   * @param firstRelay when what was replayed may be rung again
   */
  DeadBatch(Database database, Duration firstRelay) {
    this.database = database;
    this.firstRelay = firstRelay;
  }

  /** Sets what all rounds have in common. */
  private interface Values {
    Bound set(Bound statement) throws SQLException;
  }

  Moved replay(Collection<Met> letters, Actor actor, String detail) {
    return move(
        "replay",
        REPLAY,
        byId(letters),
        statement ->
            statement
                .set("actor", actor.name())
                .set("detail", detail)
                .set("relay_ms", firstRelay.toMillis()));
  }

  Moved discard(Collection<Met> letters, Actor actor, String reason, String detail) {
    return move(
        "discard",
        DISCARD,
        byId(letters),
        statement ->
            statement.set("actor", actor.name()).set("reason", reason).set("detail", detail));
  }

  /** Sorted: every batch locks its rows in this order. */
  private static Map<JobId, Long> byId(Collection<Met> letters) {
    Map<JobId, Long> fences = new TreeMap<>();
    letters.forEach(each -> fences.put(each.id(), each.fence()));
    return fences;
  }

  /**
   * @param open fences by id; emptied of what was answered
   */
  private Moved move(String doing, Sql sql, Map<JobId, Long> open, Values values) {
    Tally tally = new Tally();
    for (int i = 0; i < ROUNDS && !open.isEmpty(); i++) {
      List<Answer> answers =
          database.once(
              doing + " " + Counted.jobs(open.size()),
              connection -> ask(connection, sql, open, values));
      answers.forEach(tally::take);
      answers.forEach(each -> open.remove(each.id));
      tally.gone += open.isEmpty() ? 0 : dropDeleted(open);
    }
    return new Moved(tally.moved, tally.keyed, tally.gone, open.size());
  }

  private static List<Answer> ask(
      Connection connection, Sql sql, Map<JobId, Long> open, Values values) throws SQLException {
    try (Bound statement = values.set(sql.on(connection)).ids("ids", open.keySet());
        ResultSet row =
            statement.array("fences", "int8", open.values().toArray(Long[]::new)).query()) {
      List<Answer> answers = new ArrayList<>();
      while (row.next()) {
        String word = row.getString("answer");
        JobId id = new JobId(row.getObject("id", UUID.class));
        answers.add(new Answer(id, word, word.equals("MOVED") ? Columns.ring(row) : null));
      }
      return answers;
    }
  }

  /** How many were deleted. */
  private int dropDeleted(Map<JobId, Long> open) {
    int before = open.size();
    Set<JobId> there =
        database.repeatable(
            "look for " + Counted.jobs(before),
            connection -> ExistingJobs.among(connection, open.keySet()));
    open.keySet().retainAll(there);
    return before - open.size();
  }

  private record Answer(JobId id, String word, @Nullable Ring ring) {}

  /** What has been answered so far. */
  private static final class Tally {
    private final List<Ring> moved = new ArrayList<>();
    private final List<JobId> keyed = new ArrayList<>();
    private int gone;

    private void take(Answer answer) {
      if (answer.ring != null) {
        moved.add(answer.ring);
      } else if (answer.word.equals("KEYED")) {
        keyed.add(answer.id);
      } else {
        gone++;
      }
    }
  }
}
