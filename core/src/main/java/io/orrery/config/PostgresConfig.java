package io.orrery.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How to reach PostgreSQL.
 *
 * @param url {@code jdbc:postgresql://…}, without a password
 * @param user empty: as the URL or the driver says
 * @param password empty: none is sent
 * @param connectTimeout for one connection to open
 * @param socketTimeout a connection silent for this long within a statement is given up
 * @param statementTimeout kept by the server; a coordinator has its own, see {@link
 *     CoordinatorTuning}
 */
public record PostgresConfig(
    String url,
    Optional<String> user,
    Optional<String> password,
    Duration connectTimeout,
    Duration socketTimeout,
    Duration statementTimeout) {
  public PostgresConfig {
    Checks.shorter(
        ConfigKey.POSTGRES_STATEMENT_TIMEOUT,
        statementTimeout,
        ConfigKey.POSTGRES_SOCKET_TIMEOUT,
        socketTimeout);
  }

  /**
   * Host and port of each server that the URL names, for people: {@code db:5432}.
   *
   * @throws IllegalArgumentException if the URL names none; that of a configuration that was read
   *     does
   */
  public String address() {
    return JdbcUrl.address(url);
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "PostgresConfig[url=" + url + ", user=" + user.orElse("") + "]";
  }
}
