package io.orrery.store;

import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.store.UnderEpoch.Parameters;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes in bounded steps. None is repeated after a lost connection: each is level-triggered, and
 * the next round sees what is left to do.
 */
final class PostgresPrunes implements Prunes {
  private static final Sql FINISHED_LANES = Sql.named("finished_lanes");
  private static final Sql FINISHED_PAGE = Sql.named("finished_page");
  private static final Sql PRUNE = Sql.named("prune");
  private static final Sql PRUNE_TICKS = Sql.named("prune_ticks");
  private static final Sql PRUNE_WORKERS = Sql.named("prune_workers");

  private final Database database;
  private final UnderEpoch underEpoch;

  PostgresPrunes(Database database) {
    this.database = database;
    this.underEpoch = new UnderEpoch(database);
  }

  @Override
  public List<Finished> finished() {
    return database.repeatable(
        "list what has finished",
        connection -> {
          try (Bound lanes = FINISHED_LANES.on(connection);
              ResultSet row = lanes.query()) {
            List<Finished> found = new ArrayList<>();
            while (row.next()) {
              found.add(
                  new Finished(
                      new QueueName(row.getString("queue")),
                      JobState.valueOf(row.getString("state"))));
            }
            return found;
          }
        });
  }

  @Override
  public Stretch stretch(QueueName queue, Optional<Instant> before, int rows) {
    return database.repeatable(
        "count finished jobs of queue " + queue,
        connection -> {
          try (Bound page =
                  FINISHED_PAGE
                      .on(connection)
                      .set("queue", queue.value())
                      .set("before", Columns.timestamp(before))
                      .set("rows", rows);
              ResultSet row = page.query()) {
            row.next();
            return new Stretch(row.getInt("jobs"), Columns.instant(row, "earliest"));
          }
        });
  }

  @Override
  public int jobs(long epoch, Finished finished, Duration age, Optional<Instant> floor, int limit) {
    return count(
        PRUNE,
        "prune jobs of queue " + finished.queue(),
        epoch,
        "jobs",
        statement ->
            statement
                .set("queue", finished.queue().value())
                .set("state", finished.state().name())
                .set("age_ms", age.toMillis())
                .set("floor", Columns.timestamp(floor))
                .set("limit", limit));
  }

  @Override
  public int ticks(long epoch, Duration age, int limit) {
    return count(
        PRUNE_TICKS,
        "prune ticks",
        epoch,
        "ticks",
        statement -> statement.set("age_ms", age.toMillis()).set("limit", limit));
  }

  @Override
  public int workers(long epoch, Duration age, int limit) {
    return count(
        PRUNE_WORKERS,
        "prune workers",
        epoch,
        "workers",
        statement -> statement.set("age_ms", age.toMillis()).set("limit", limit));
  }

  private int count(Sql sql, String doing, long epoch, String column, Parameters parameters) {
    return underEpoch.answer(sql, doing, epoch, row -> row.getInt(column), parameters);
  }
}
