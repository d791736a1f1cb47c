package io.orrery.store;

import io.orrery.JobId;
import io.orrery.JobState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Records the ends of attempts, and asks again for ids that a concurrent change left without an
 * answer.
 */
final class Ends {
  private static final Sql SUCCEED = Sql.named("succeed");
  private static final Sql END = Sql.named("end");

  /**
   * Somebody changes a row between our snapshot and its lock rarely; this often in a row, never.
   */
  private static final int ROUNDS = 100;

  /** One statement over some ends; its answers, by id. */
  @FunctionalInterface
  private interface Ask<E> {
    Map<JobId, EndReply> about(Connection connection, List<E> ends) throws SQLException;
  }

  private final Database database;

  Ends(Database database) {
    this.database = database;
  }

  Map<JobId, EndReply> succeed(Collection<Success> successes) {
    return database.repeatable(
        "record " + successes.size() + " successes",
        connection ->
            answered(connection, sorted(successes, Success::job), Success::job, Ends::askSucceed));
  }

  boolean succeed(Connection transaction, Success success) throws SQLException {
    EndReply reply =
        answered(transaction, List.of(success), Success::job, Ends::askSucceed)
            .get(success.job().id());
    return reply instanceof EndReply.Moved || reply instanceof EndReply.Already;
  }

  Map<JobId, EndReply> end(Collection<Ending> endings) {
    return database.repeatable(
        "record " + endings.size() + " ended attempts",
        connection -> {
          List<Ending> all = sorted(endings, Ending::job);
          Map<JobId, EndReply> replies = answered(connection, all, Ending::job, Ends::askEnd);
          // A repeat that overtook its own first run waits for the row's lock, but its snapshot
          // lacks the attempt that the first run kept, and looks fenced. A new statement sees it.
          List<Ending> fenced =
              all.stream()
                  .filter(ending -> replies.get(ending.job().id()) instanceof EndReply.Fenced)
                  .toList();
          if (!fenced.isEmpty()) {
            replies.putAll(answered(connection, fenced, Ending::job, Ends::askEnd));
          }
          return replies;
        });
  }

  Set<JobId> locked(Collection<JobId> ids) {
    return database.repeatable(
        "look for locks on " + Counted.jobs(ids.size()),
        connection -> LockedJobs.among(connection, ids));
  }

  /**
   * Asks until each end is answered. One without an answer is undecided, however often that happens
   * in a row, as long as its row is there; only a row that is gone is fenced: it was deleted after
   * somebody else ended it.
   */
  private static <E> Map<JobId, EndReply> answered(
      Connection connection, List<E> ends, Function<E, Held> job, Ask<E> ask) throws SQLException {
    Map<JobId, EndReply> replies = new HashMap<>();
    List<E> open = ends;
    for (int i = 0; i < ROUNDS && !open.isEmpty(); i++) {
      replies.putAll(ask.about(connection, open));
      open = open.stream().filter(end -> !replies.containsKey(job.apply(end).id())).toList();
      if (!open.isEmpty()) {
        open = stillThere(connection, open, job, replies);
      }
    }
    if (!open.isEmpty()) {
      throw new SQLException(
          Counted.jobs(open.size()) + " changed under " + ROUNDS + " statements", "40001");
    }
    return replies;
  }

  private static <E> List<E> stillThere(
      Connection connection, List<E> open, Function<E, Held> job, Map<JobId, EndReply> replies)
      throws SQLException {
    List<JobId> ids = open.stream().map(end -> job.apply(end).id()).toList();
    Set<JobId> there = ExistingJobs.among(connection, ids);
    ids.stream()
        .filter(id -> !there.contains(id))
        .forEach(id -> replies.put(id, new EndReply.Fenced()));
    return open.stream().filter(end -> there.contains(job.apply(end).id())).toList();
  }

  private static Map<JobId, EndReply> askSucceed(Connection connection, List<Success> successes)
      throws SQLException {
    byte[][] results = new byte[successes.size()][];
    for (int i = 0; i < results.length; i++) {
      results[i] = successes.get(i).result();
    }
    try (Bound succeed = SUCCEED.on(connection)) {
      return replies(held(succeed, successes, Success::job).array("results", "bytea", results));
    }
  }

  private static Map<JobId, EndReply> askEnd(Connection connection, List<Ending> endings)
      throws SQLException {
    try (Bound end = END.on(connection)) {
      held(end, endings, Ending::job)
          .texts("kinds", endings.stream().map(ending -> ending.kind().name()).toList())
          .texts("outcomes", endings.stream().map(ending -> ending.outcome().name()).toList())
          .array(
              "error_types", "text", endings.stream().map(Ending::errorType).toArray(String[]::new))
          .array("errors", "text", endings.stream().map(Ending::error).toArray(String[]::new))
          .array(
              "delays",
              "int8",
              endings.stream().map(ending -> ending.delay().toMillis()).toArray(Long[]::new));
      return replies(end);
    }
  }

  private static <E> Bound held(Bound statement, List<E> ends, Function<E, Held> job)
      throws SQLException {
    List<JobId> ids = new ArrayList<>(ends.size());
    Long[] fences = new Long[ends.size()];
    for (int i = 0; i < fences.length; i++) {
      Held held = job.apply(ends.get(i));
      ids.add(held.id());
      fences[i] = held.fence();
    }
    return statement.ids("ids", ids).array("fences", "int8", fences);
  }

  private static Map<JobId, EndReply> replies(Bound statement) throws SQLException {
    Map<JobId, EndReply> replies = new HashMap<>();
    try (ResultSet row = statement.query()) {
      while (row.next()) {
        replies.put(new JobId(row.getObject("id", UUID.class)), reply(row));
      }
    }
    return replies;
  }

  private static EndReply reply(ResultSet row) throws SQLException {
    return switch (row.getString("answer")) {
      case "MOVED" ->
          new EndReply.Moved(
              JobState.valueOf(row.getString("state")),
              Optional.ofNullable(row.getString("reason")));
      case "ALREADY" -> new EndReply.Already(JobState.valueOf(row.getString("state")));
      default -> new EndReply.Fenced();
    };
  }

  private static <E> List<E> sorted(Collection<E> ends, Function<E, Held> job) {
    return ends.stream().sorted(Comparator.comparing(end -> job.apply(end).id())).toList();
  }
}
