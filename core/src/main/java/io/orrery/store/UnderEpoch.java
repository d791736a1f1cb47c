package io.orrery.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs statements that take effect only while their epoch leads. The answer of each says first
 * whether it does; then come its rows, or one row of nulls.
 */
final class UnderEpoch {
  /** Reads the row that the result set stands on. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Sets a statement's own parameters. */
  @FunctionalInterface
  interface Parameters {
    void set(Bound statement) throws SQLException;
  }

  private final Database database;

  UnderEpoch(Database database) {
    this.database = database;
  }

  <T> List<T> rows(Sql sql, String doing, long epoch, Row<T> reader, Parameters parameters) {
    return answer(sql, doing, epoch, first -> all(first, reader), parameters);
  }

  /**
   * @param reader is given the result set on its first row
   */
  <T> T answer(Sql sql, String doing, long epoch, Row<T> reader, Parameters parameters) {
    return database.once(
        doing,
        connection -> {
          try (Bound statement = sql.on(connection).set("epoch", epoch)) {
            parameters.set(statement);
            try (ResultSet row = statement.query()) {
              row.next();
              if (!row.getBoolean("leads")) {
                throw new Deposed(epoch);
              }
              return reader.read(row);
            }
          }
        });
  }

  /** This row and all that follow; none if it is the row of nulls. */
  static <T> List<T> all(ResultSet row, Row<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    if (row.getObject("id") != null) {
      do {
        found.add(reader.read(row));
      } while (row.next());
    }
    return found;
  }
}
