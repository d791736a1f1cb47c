package io.orrery.testing.servers;

/**
 * A PostgreSQL server with the settings that a durable one has: {@code fsync}, {@code
 * full_page_writes} and {@code synchronous_commit} are on, which is checked at each start, and
 * passwords are checked by SCRAM.
 */
public interface PostgresServer extends Server {

  /** Returns the JDBC URL of a database, without user and password. */
  String jdbcUrl(String database);

  /** Returns the name of the superuser. */
  String user();

  /** Returns the superuser's password, generated for this server. */
  String password();

  /**
   * Returns the port at 127.0.0.1, or at the Docker host's address; it stays the same across {@link
   * #restart()}.
   */
  int port();

  /** Creates an empty database under a name that no other has, and returns the name. */
  String createDatabase();

  /**
   * Creates a copy of a database under a name that no other has, and returns the name. Far quicker
   * than migrating again.
   *
   * @param template the database to copy, to which nobody may be connected meanwhile
   */
  String createDatabase(String template);

  /**
   * Drops a database and ends the connections to it. Does nothing if there is none of that name.
   */
  void dropDatabase(String name);
}
