package io.orrery.store;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.store.Duties.Ring;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What several statements read or set in the same way. */
final class Columns {
  private Columns() {}

  /** Empty: the column is null. */
  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** Empty: the column is null. */
  static OptionalInt integer(ResultSet row, String column) throws SQLException {
    Integer value = row.getObject(column, Integer.class);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime timestamp(Optional<Instant> instant) {
    return instant.map(Columns::timestamp).orElse(null);
  }

  static List<String> tags(ResultSet row) throws SQLException {
    Array tags = row.getArray("tags");
    return tags == null ? List.of() : List.of((String[]) tags.getArray());
  }

  static Ring ring(ResultSet row) throws SQLException {
    return new Ring(
        new JobId(row.getObject("id", UUID.class)),
        new QueueName(row.getString("queue")),
        row.getInt("priority"));
  }
}
