package io.orrery.store;

import io.orrery.schedule.ScheduleStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads schedules among others, and passes over those that this process can't read, as of a time
 * zone that only a newer JDK knows: one must not stop all. Each is told once. Safe for many
 * threads.
 */
final class ScheduleReader {
  private static final Logger log = LoggerFactory.getLogger(ScheduleReader.class);

  /** So that names without end take no memory without end. */
  private static final int MOST_REMEMBERED = 1_000;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Optional<ScheduleStatus> read(ResultSet row) throws SQLException {
    try {
      return Optional.of(ScheduleColumns.read(row));
    } catch (DateTimeException | IllegalArgumentException e) {
      tell(row.getString("name") + " at revision " + row.getLong("revision"), e);
      return Optional.empty();
    }
  }

  private void tell(String which, RuntimeException e) {
    if (told.size() < MOST_REMEMBERED && told.add(which)) {
      log.error(
          "schedule {} is passed over, since this process can't read it: {}; put it anew, or update the JDK here",
          which,
          e.getMessage());
    }
  }
}
