package io.orrery.store;

import io.orrery.config.OrreryConfig;
import io.orrery.config.PostgresConfig;
import io.orrery.config.RelayTuning;
import java.time.Duration;

/**
 * How one process reaches PostgreSQL.
 *
 * @param processName shown in {@code pg_stat_activity}
 * @param connections the size of the pool: the most statements under way at once
 * @param statementTimeout after which the server ends a statement
 * @param startTimeout how long to go on trying at start while the server can't be reached
 * @param relay when a waiting job is rung again
 */
public record StoreSettings(
    PostgresConfig postgres,
    String processName,
    int connections,
    Duration statementTimeout,
    Duration startTimeout,
    RelayTuning relay) {

  /** With the statement timeout that clients and workers have; a coordinator gives its own. */
  public static StoreSettings of(OrreryConfig config, String processName, int connections) {
    return new StoreSettings(
        config.postgres(),
        processName,
        connections,
        config.postgres().statementTimeout(),
        config.startTimeout(),
        config.relay());
  }

  public StoreSettings withStatementTimeout(Duration timeout) {
    return new StoreSettings(postgres, processName, connections, timeout, startTimeout, relay);
  }
}
