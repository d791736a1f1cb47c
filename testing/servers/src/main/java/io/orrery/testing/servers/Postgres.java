package io.orrery.testing.servers;

import java.io.IOException;
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

  /** The server's command-line options in every form. */
  static final List<String> OPTIONS =
      List.of(
          "-c", "fsync=on",
          "-c", "full_page_writes=on",
          "-c", "synchronous_commit=on",
          "-c", "max_connections=200");

  // Without one of them a commit may not survive a crash. They are the defaults too, but not of
  // every embedded server.
  private static final List<String> DURABLE =
      List.of("fsync", "full_page_writes", "synchronous_commit");

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

  /** Returns when the server takes queries and is a durable one; throws while it takes none. */
  static void probe(Endpoint endpoint) throws IOException {
    try (Connection connection = connect(endpoint);
        Statement statement = connection.createStatement()) {
      for (String setting : DURABLE) {
        requireOn(statement, setting);
      }
    } catch (SQLException e) {
      throw new IOException("PostgreSQL does not answer yet: " + e.getMessage(), e);
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
