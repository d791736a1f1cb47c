package io.orrery.testing.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** A PostgreSQL that answers at an endpoint, however it is run. */
record Postgres(Server process, Endpoint endpoint) implements PostgresServer, DelegatingServer {
  /**
   * What a server must have on so that a commit survives a crash, given to it at start and checked
   * by {@link #probe}.
   */
  static final List<String> DURABLE = List.of("fsync", "full_page_writes", "synchronous_commit");

  static final int MAX_CONNECTIONS = 200;
  private static final String MAINTENANCE_DATABASE = "postgres";
  private static final String TIMEOUT_SECONDS = "60";

  @Override
  public String jdbcUrl(String database) {
    return jdbcUrl(endpoint, database);
  }

  @Override
  public String user() {
    return endpoint.user();
  }

  @Override
  public String password() {
    return endpoint.password();
  }

  @Override
  public int port() {
    return endpoint.port();
  }

  @Override
  public String createDatabase() {
    return createDatabase("template1");
  }

  @Override
  public String createDatabase(String template) {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name + " TEMPLATE " + quoted(template));
    return name;
  }

  @Override
  public void dropDatabase(String name) {
    execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
  }

  /**
   * Returns when the server takes queries and is a durable one; throws {@link SQLException} while
   * it doesn't.
   */
  static void probe(Endpoint endpoint) throws SQLException {
    try (Connection connection = connect(endpoint);
        Statement statement = connection.createStatement()) {
      for (String setting : DURABLE) {
        requireOn(statement, setting);
      }
    }
  }

  private static void requireOn(Statement statement, String setting) throws SQLException {
    try (ResultSet shown = statement.executeQuery("SHOW " + setting)) {
      shown.next();
      if (!shown.getString(1).equals("on")) {
        throw new ServerFailed(
            "checking that PostgreSQL is durable: "
                + setting
                + " is "
                + shown.getString(1)
                + ", not on");
      }
    }
  }

  private void execute(String sql) {
    try (Connection connection = connect(endpoint);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new ServerFailed("running \"" + sql + "\" at " + endpoint, e);
    }
  }

  private static Connection connect(Endpoint endpoint) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", endpoint.user());
    properties.setProperty("password", endpoint.password());
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
    return DriverManager.getConnection(jdbcUrl(endpoint, MAINTENANCE_DATABASE), properties);
  }

  private static String jdbcUrl(Endpoint endpoint, String database) {
    return "jdbc:postgresql://" + endpoint.host() + ":" + endpoint.port() + "/" + database;
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
