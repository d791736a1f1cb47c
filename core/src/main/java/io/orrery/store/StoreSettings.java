package io.orrery.store;

import java.time.Duration;

/**
 * How a process reaches PostgreSQL.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param processName shown in {@code pg_stat_activity}
 * @param connections the size of the pool: the most statements under way at once
 * @param statementTimeout after which the server ends a statement
 * @param startTimeout how long to go on trying at start while the server can't be reached
 */
public record StoreSettings(
    String url,
    String user,
    String password,
    String processName,
    int connections,
    Duration statementTimeout,
    Duration startTimeout) {
  /** Never shows the password. */
  @Override
  public String toString() {
    return "StoreSettings[" + url + " as " + user + ", " + connections + " connections]";
  }
}
