package io.orrery.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Says who keeps the tables of Orrery locked, for whoever has to end that. */
public final class LockHolders {
  private static final Sql HOLDERS = Sql.named("lock_holders");

  private LockHolders() {}

  /** A sentence without a full stop: who is in the way, and what to do. */
  public static String inTheWay(StoreSettings settings) {
    String fact = "other transactions kept a table of Orrery locked for too long; ";
    try (Connection connection = PostgresPool.connect(settings);
        Bound holders = HOLDERS.on(connection);
        ResultSet row = holders.query()) {
      List<String> found = new ArrayList<>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return found.isEmpty()
          ? fact + "they are over by now: run it again"
          : fact
              + "those that still do, the oldest first: "
              + String.join(", ", found)
              + "; end them, as with SELECT pg_terminate_backend(PID), or wait, and run it again";
    } catch (SQLException e) {
      return fact + "who it was can't be read: " + e.getMessage();
    }
  }
}
