package io.orrery.store;

import java.io.FileNotFoundException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;

/** What an SQLState means for us (PostgreSQL manual, appendix A). */
final class SqlFailure {
  private SqlFailure() {}

  /**
   * It certainly had no effect, and the same again may well succeed: serialisation failure,
   * deadlock, a lock that somebody held for too long.
   */
  static boolean undone(SQLException e) {
    String state = state(e);
    return state.equals("40001") || state.equals("40P01") || state.equals("55P03");
  }

  /**
   * The server gave it up after the statement timeout, and it had no effect. It has waited for long
   * already: whether to try again is up to whoever asked.
   */
  private static boolean overdue(SQLException e) {
    return state(e).equals("57014");
  }

  /**
   * The server can't be reached, is going down or coming up, has no room, or stopped answering; the
   * effect is unknown.
   */
  static boolean unreachable(SQLException e) {
    String state = state(e);
    // What has no state did not come from the server: the pool was closed, say.
    return e instanceof SQLTransientConnectionException
        || state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300")
        || state.equals("25006");
  }

  /** A row with this key is there. */
  static boolean conflict(SQLException e) {
    return state(e).equals("23505");
  }

  /**
   * The server, or the driver on its behalf, said no to a connection for good: password, database,
   * privilege, a bad parameter in the URL. The driver's 08004 is that no password was set, or that
   * the server has no TLS.
   */
  static boolean refused(SQLException e) {
    String state = state(e);
    return state.startsWith("28")
        || state.startsWith("22")
        || state.startsWith("42")
        || state.equals("3D000")
        || state.equals("08004")
        || ownFault(e);
  }

  /**
   * The connection failed for a class or a file that a parameter of the URL names, or for a
   * certificate: the driver says of all these that the connection failed.
   */
  private static boolean ownFault(SQLException e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof ReflectiveOperationException
                    || cause instanceof FileNotFoundException
                    || cause instanceof GeneralSecurityException);
  }

  /**
   * What to throw.
   *
   * @param doing what failed, to follow "could not"
   * @param address of PostgreSQL, for people
   */
  static RuntimeException named(String doing, String address, SQLException e) {
    String failed = "could not " + doing + ": ";
    if (unreachable(e)) {
      return new StoreUnavailable(
          "%sPostgreSQL at %s can't be reached or does not answer: %s; is it running, and is ORRERY_POSTGRES_URL right?"
              .formatted(failed, address, words(e)),
          e);
    }
    if (overdue(e) || undone(e)) {
      return new StoreBusy(failed + inTheWay(e) + ": " + e.getMessage(), e);
    }
    return new StoreRefused(failed + "PostgreSQL refused: " + e.getMessage(), e);
  }

  /**
   * What happened. The pool's own words for every trouble are that none of its connections became
   * free in time, and the driver's often leave it out: "The connection attempt failed."
   */
  static String words(SQLException e) {
    Throwable told =
        e instanceof SQLTransientConnectionException && e.getCause() != null ? e.getCause() : e;
    Throwable root = told;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.equals(told) ? told.getMessage() : told.getMessage() + " (" + root + ")";
  }

  private static String inTheWay(SQLException e) {
    return switch (state(e)) {
      case "57014" ->
          "it did not finish within the statement timeout, or was cancelled at the server";
      case "55P03" -> "another transaction held what it needed for too long";
      default -> "it collided with other transactions each time";
    };
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
