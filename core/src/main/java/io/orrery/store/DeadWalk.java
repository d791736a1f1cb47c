package io.orrery.store;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadPosition;
import io.orrery.store.DeadRows.Met;
import io.orrery.store.DeadRows.Stretch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Walks through the dead letters of a filter by the index that narrows it down most: by what they
 * died of, else by type, else by queue, else by time alone. What else the filter says is tested on
 * the rows.
 */
final class DeadWalk {
  private static final Sql BY_TIME = Sql.named("dead_walk");
  private static final Sql BY_TYPE = Sql.named("dead_walk_type");
  private static final Sql BY_ERROR = Sql.named("dead_walk_error");
  private static final Sql BY_QUEUE = Sql.named("dead_walk_queue");

  /** How many rows a statement may look at: some tens of milliseconds where none is in memory. */
  static final int LOOK = 5_000;

  private DeadWalk() {}

  static Stretch on(Connection connection, DeadFilter filter, DeadPosition after, int limit)
      throws SQLException {
    try (Bound walk = bound(sql(filter).on(connection), filter, after, limit);
        ResultSet row = walk.query()) {
      List<Met> met = new ArrayList<>();
      Optional<DeadPosition> next = Optional.empty();
      while (row.next()) {
        Met each =
            new Met(
                new JobId(row.getObject("id", UUID.class)),
                row.getLong("fence"),
                Columns.instant(row, "finished_at").orElseThrow());
        if (row.getBoolean("hit")) {
          met.add(each);
        } else {
          next = Optional.of(each.position());
        }
      }
      return new Stretch(met, met.size() < limit ? next : Optional.of(met.getLast().position()));
    }
  }

  static Sql sql(DeadFilter filter) {
    if (filter.error().isPresent()) {
      return BY_ERROR;
    }
    if (filter.type().isPresent()) {
      return BY_TYPE;
    }
    return filter.queue().isPresent() ? BY_QUEUE : BY_TIME;
  }

  static Bound bound(Bound walk, DeadFilter filter, DeadPosition after, int limit)
      throws SQLException {
    DeadPosition before = start(filter, after);
    return walk.set("type", filter.type().orElse(null))
        .set("error", filter.error().orElse(null))
        .set("queue", filter.queue().map(QueueName::value).orElse(null))
        .set("from", Columns.timestamp(filter.from().orElse(Instant.EPOCH)))
        .set("before", Columns.timestamp(before.diedAt()))
        .set("before_id", before.id().value())
        .set("rows", LOOK)
        .set("limit", limit);
  }

  private static DeadPosition start(DeadFilter filter, DeadPosition after) {
    return filter
        .until()
        .filter(until -> !until.isAfter(after.diedAt()))
        .map(DeadPosition::before)
        .orElse(after);
  }
}
