package io.orrery.store;

import io.orrery.schedule.ZoneData;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One row of {@code orrery.coordinator} for each. Nothing is repeated: the next word comes soon.
 */
final class PostgresAttendance implements Attendance {
  private static final Sql SEEN = Sql.named("coordinator_seen");
  private static final Sql FORGET = Sql.named("coordinator_forget");
  private static final Sql LEFT = Sql.named("coordinator_left");

  private final Database database;

  PostgresAttendance(Database database) {
    this.database = database;
  }

  @Override
  public void arrive(Present coordinator) {
    database.once(
        "register coordinator " + coordinator.name(),
        connection -> {
          try (Bound forget = FORGET.on(connection)) {
            forget.update();
          }
          return write(connection, coordinator);
        });
  }

  @Override
  public void seen(Present coordinator) {
    database.once(
        "say that coordinator " + coordinator.name() + " is there",
        connection -> write(connection, coordinator));
  }

  @Override
  public void leave(UUID coordinator) {
    database.once(
        "take coordinator " + coordinator + " off the list",
        connection -> {
          try (Bound left = LEFT.on(connection).set("id", coordinator)) {
            return left.update();
          }
        });
  }

  private static int write(Connection connection, Present coordinator) throws SQLException {
    try (Bound seen = SEEN.on(connection)) {
      return seen.set("id", coordinator.id())
          .set("name", coordinator.name())
          .set("lock", coordinator.lock())
          .set("lock_answers", coordinator.lockAnswers())
          .set("broker_answers", coordinator.brokerAnswers())
          .set("zone_data", ZoneData.version())
          .update();
    }
  }
}
