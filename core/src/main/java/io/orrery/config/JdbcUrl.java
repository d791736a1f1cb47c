package io.orrery.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Looks into a database's URL. PostgreSQL's driver says only in its log what it can't read, and
 * takes what is left out for the local host or the user's own database.
 */
final class JdbcUrl {
  private static final String PREFIX = "jdbc:postgresql://";
  private static final Pattern PARTS = Pattern.compile(PREFIX + "([^/?]*)/([^/?]*)([?].*)?");
  private static final Pattern SERVER =
      Pattern.compile("([^\\s:\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::(.*))?");
  private static final String DEFAULT_PORT = "5432";

  private JdbcUrl() {}

  /**
   * Host and port of each server, as in {@code db:5432}, with commas between them.
   *
   * @throws IllegalArgumentException with a few words on what is wrong
   */
  static String address(String url) {
    Matcher parts = PARTS.matcher(url);
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException("no PostgreSQL URL");
    }
    if (!parts.matches()) {
      throw new IllegalArgumentException("not of the form " + PREFIX + "host:port/database");
    }
    if (parts.group(2).isEmpty()) {
      throw new IllegalArgumentException("it names no database");
    }
    List<String> servers = new ArrayList<>();
    for (String server : parts.group(1).split(",", -1)) {
      servers.add(server(server));
    }
    Properties parsed = Driver.parseURL(url, new Properties());
    if (parsed == null) {
      throw new IllegalArgumentException("PostgreSQL's driver can't read it");
    }
    JdbcParameters.check(parsed);
    return String.join(",", servers);
  }

  private static String server(String text) {
    Matcher server = SERVER.matcher(text);
    if (!server.matches()) {
      throw new IllegalArgumentException(
          text.isEmpty() ? "it names no host" : "\"" + text + "\" is no host and port");
    }
    String port = server.group(2);
    if (port == null) {
      return text + ":" + DEFAULT_PORT;
    }
    if (!Values.isPort(port)) {
      throw new IllegalArgumentException("port \"" + port + "\" is not one of 1 to 65535");
    }
    return text;
  }
}
