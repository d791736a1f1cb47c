package io.orrery.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Redis is. Written as a URI:
 *
 * <ul>
 *   <li>{@code redis://[USER][:PASSWORD]@HOST[:PORT][/DB]} for one server,
 *   <li>{@code redis-sentinel://[USER][:PASSWORD]@HOST[:PORT][,HOST[:PORT]]…[/DB]#MASTER} for the
 *       master that these sentinels watch by that name,
 *   <li>{@code redis-cluster://[USER][:PASSWORD]@HOST[:PORT][,HOST[:PORT]]…} for a cluster with
 *       these nodes among others.
 * </ul>
 *
 * A first word of {@code rediss}, {@code rediss-sentinel} or {@code rediss-cluster} asks for TLS,
 * with certificates that the JVM trusts and that name the host. User and password are those of the
 * servers, and of the sentinels where these take them. Special characters in user and password are
 * percent-encoded.
 *
 * @param nodes one or more
 * @param user empty: the default user
 * @param database 0 unless given
 * @param master the name that the sentinels know; empty for the other kinds
 */
public record RedisAddress(
    Kind kind,
    boolean tls,
    List<Node> nodes,
    Optional<String> user,
    Optional<String> password,
    int database,
    String master) {
  /** How the servers stand to one another. */
  public enum Kind {
    STANDALONE,
    SENTINEL,
    CLUSTER
  }

  /** One server or sentinel. */
  public record Node(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  private static final Pattern FORM =
      Pattern.compile(
          "redis(?<tls>s?)(?:-(?<kind>sentinel|cluster))?://"
              + "(?:(?<user>[^:@/#,]*)(?::(?<password>[^@/#]*))?@)?"
              + "(?<nodes>[^@/#?]+)(?:/(?<database>\\d{0,4}))?(?:#(?<master>[^#/]+))?");

  private static final Pattern NODE =
      Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d{1,5}))?");

  private static final int REDIS_PORT = 6379;
  private static final int SENTINEL_PORT = 26379;
  private static final int LAST_PORT = 65_535;

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat the text, which may
   *     hold a password
   */
  public static RedisAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "no Redis address, as in redis://:PASSWORD@HOST:6379,"
              + " redis-sentinel://HOST,HOST#MASTER or redis-cluster://HOST,HOST");
    }
    Kind kind = kind(matcher.group("kind"));
    List<Node> nodes =
        Stream.of(matcher.group("nodes").split(",", -1)).map(n -> node(n, kind)).toList();
    Optional<String> master = Optional.ofNullable(matcher.group("master"));
    check(kind, nodes, master, number(matcher.group("database")));
    return new RedisAddress(
        kind,
        !matcher.group("tls").isEmpty(),
        nodes,
        decoded(matcher.group("user")),
        decoded(matcher.group("password")),
        number(matcher.group("database")),
        master.orElse(""));
  }

  private static void check(Kind kind, List<Node> nodes, Optional<String> master, int database) {
    if (kind == Kind.STANDALONE && nodes.size() > 1) {
      throw new IllegalArgumentException(
          "redis:// names one server: write redis-sentinel:// or redis-cluster:// for several");
    }
    if ((kind == Kind.SENTINEL) != master.isPresent()) {
      throw new IllegalArgumentException(
          kind == Kind.SENTINEL
              ? "the sentinels need the name of their master: add #NAME at the end"
              : "a #NAME is for redis-sentinel:// alone");
    }
    if (kind == Kind.CLUSTER && database != 0) {
      throw new IllegalArgumentException("a cluster has database 0 alone");
    }
  }

  private static Kind kind(String word) {
    return switch (word) {
      case null -> Kind.STANDALONE;
      case "sentinel" -> Kind.SENTINEL;
      default -> Kind.CLUSTER;
    };
  }

  private static Node node(String text, Kind kind) {
    Matcher matcher = NODE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a node must be HOST or HOST:PORT");
    }
    String port = matcher.group("port");
    int usual = kind == Kind.SENTINEL ? SENTINEL_PORT : REDIS_PORT;
    int number = port == null ? usual : Integer.parseInt(port);
    if (number < 1 || number > LAST_PORT) {
      throw new IllegalArgumentException("port " + number + " is not one of 1 to 65535");
    }
    return new Node(matcher.group("host"), number);
  }

  private static int number(String digits) {
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private static Optional<String> decoded(String text) {
    return Optional.ofNullable(text)
        .filter(given -> !given.isEmpty())
        .map(given -> URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  /** Without user and password. */
  @Override
  public String toString() {
    String servers = String.join(",", nodes.stream().map(Node::toString).toList());
    return switch (kind) {
      case STANDALONE -> "redis " + servers + "/" + database;
      case SENTINEL -> "redis master " + master + " of sentinels " + servers;
      case CLUSTER -> "redis cluster " + servers;
    };
  }
}
