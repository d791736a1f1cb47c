package io.orrery.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * Connections as the store needs them: bounded waits everywhere, and a planner that keeps to the
 * measured plans.
 */
final class PostgresPool {
  /**
   * A queue's statistics are always stale. Bitmap scans and JIT are what they mislead the planner
   * into; and with a batch of 1,000, hash and merge joins by ctid read a whole table of 20,000 rows
   * (PlanTest). Every statement of ours is meant as nested loops over indexes.
   */
  private static final String PLANNER =
      " -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

  private PostgresPool() {}

  static HikariDataSource open(StoreSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.processName());
    config.setJdbcUrl(settings.postgres().url());
    settings.postgres().user().ifPresent(config::setUsername);
    settings.postgres().password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(settings.connections());
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.setValidationTimeout(Duration.ofSeconds(5).toMillis());
    config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
    // The caller reports an unreachable server in its own words.
    config.setInitializationFailTimeout(-1);
    config.setDataSourceProperties(driver(settings));
    return new HikariDataSource(config);
  }

  /** One connection outside the pool, which says at once why it can't be had. */
  static Connection connect(StoreSettings settings) throws SQLException {
    Properties driver = driver(settings);
    settings.postgres().user().ifPresent(user -> driver.setProperty("user", user));
    settings.postgres().password().ifPresent(password -> driver.setProperty("password", password));
    return DriverManager.getConnection(settings.postgres().url(), driver);
  }

  private static Properties driver(StoreSettings settings) {
    Properties driver = new Properties();
    driver.setProperty("ApplicationName", settings.processName());
    // Without these a dead peer holds a thread for ever.
    driver.setProperty("connectTimeout", seconds(settings.postgres().connectTimeout()));
    driver.setProperty("socketTimeout", seconds(settings.postgres().socketTimeout()));
    driver.setProperty("tcpKeepAlive", "true");
    // The detail of an error quotes the row: arguments and keys have no place in messages and logs.
    driver.setProperty("logServerErrorDetail", "false");
    driver.setProperty(
        "options",
        "-c statement_timeout="
            + settings.statementTimeout().toMillis()
            + " -c lock_timeout="
            + settings.lockTimeout().toMillis()
            + " -c idle_in_transaction_session_timeout=10000"
            + PLANNER
            + " "
            + settings.planning().options());
    return driver;
  }

  /** The driver counts in whole seconds, and takes zero for no limit. */
  private static String seconds(Duration limit) {
    return Long.toString(Math.max(1, limit.toSeconds()));
  }
}
