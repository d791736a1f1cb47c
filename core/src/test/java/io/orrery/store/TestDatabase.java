package io.orrery.store;

import io.orrery.config.ConfigBuilder;
import io.orrery.config.OrreryConfig;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/**
 * A database of one test's own: migrated, audited (every change of state is kept, illegal ones are
 * rejected), and with a clock that can be moved. Safe for many threads.
 */
public final class TestDatabase implements AutoCloseable {
  /** Migrated once per JVM, on the shared server. Guarded by its class. */
  private static String sharedTemplate = "";

  private final PostgresServer server;
  private final String name;

  private TestDatabase(PostgresServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** On the server that all tests share: a copy of a migrated template. */
  public static TestDatabase create() {
    PostgresServer server = Servers.shared().postgres();
    return new TestDatabase(server, server.createDatabase(template(server)));
  }

  /** On a server of the test's own, to be killed with it. */
  public static TestDatabase create(PostgresServer server) {
    TestDatabase database = new TestDatabase(server, server.createDatabase());
    database.prepare();
    return database;
  }

  private static synchronized String template(PostgresServer server) {
    if (sharedTemplate.isEmpty()) {
      sharedTemplate = create(server).name;
    }
    return sharedTemplate;
  }

  private void prepare() {
    Flyway.configure()
        .dataSource(url(), user(), password())
        .schemas(Schema.NAME)
        .locations(Schema.MIGRATIONS)
        .load()
        .migrate();
    execute(resource("audit.sql"));
  }

  public String url() {
    return server.jdbcUrl(name);
  }

  public String user() {
    return server.user();
  }

  public String password() {
    return server.password();
  }

  /** The configuration of a process that uses this database, with a broker within this JVM. */
  public ConfigBuilder config() {
    return OrreryConfig.builder().postgres(url(), user(), password()).broker("memory:" + name);
  }

  public StoreSettings settings() {
    return StoreSettings.of(config().build(), "orrery-test", 4);
  }

  /** A store on this database; the caller closes it. */
  public PostgresStore open() {
    return PostgresStore.open(settings(), new CollectorRegistry());
  }

  /** A plain connection, as an app would have. */
  public Connection connect() {
    Properties properties = new Properties();
    properties.setProperty("user", user());
    properties.setProperty("password", password());
    try {
      return DriverManager.getConnection(url(), properties);
    } catch (SQLException e) {
      throw new IllegalStateException("connect to " + url(), e);
    }
  }

  /** Moves the clock of every Orrery statement, from now on, to this far ahead of the real one. */
  public void moveClock(Duration ahead) {
    execute(
        "CREATE OR REPLACE FUNCTION orrery.clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE"
            + " AS 'SELECT clock_timestamp() + interval ''"
            + ahead.toMillis()
            + " ms'''");
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("execute " + sql, e);
    }
  }

  /** The first column of every row, as text. */
  public List<String> column(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException("query " + sql, e);
    }
  }

  /** A count, or any one number. */
  public long number(String sql) {
    return Long.parseLong(column(sql).getFirst());
  }

  /** Drops the database, whoever is still connected. */
  @Override
  public void close() {
    server.dropDatabase(name);
  }

  private static String resource(String name) {
    try (InputStream file =
        Objects.requireNonNull(TestDatabase.class.getResourceAsStream(name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
