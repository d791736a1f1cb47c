package io.orrery.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One statement, kept in a {@code .sql} file beside this class so that it can be read, and run in
 * psql, with the reason why it is safe above it. Parameters are written {@code :name}; a name may
 * stand in several places. Immutable.
 */
final class Sql {
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z_]+)");

  private final String name;
  private final String text;
  private final Map<String, List<Integer>> positions = new HashMap<>();

  private Sql(String name, String source) {
    this.name = name;
    List<String> order = new ArrayList<>();
    this.text =
        PARAMETER
            .matcher(COMMENT.matcher(source).replaceAll(""))
            .replaceAll(found -> placeholder(found, order))
            .strip();
    for (int i = 0; i < order.size(); i++) {
      positions.computeIfAbsent(order.get(i), ignored -> new ArrayList<>()).add(i + 1);
    }
  }

  /** Reads the statement of the file {@code NAME.sql}. */
  static Sql named(String name) {
    try (InputStream file = Sql.class.getResourceAsStream(name + ".sql")) {
      if (file == null) {
        throw new IllegalStateException(
            "no statement file " + name + ".sql beside " + Sql.class.getName());
      }
      return new Sql(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("read statement " + name, e);
    }
  }

  /** Prepares it; the driver keeps the plan on the connection. */
  Bound on(Connection connection) throws SQLException {
    return new Bound(connection, connection.prepareStatement(text), this);
  }

  List<Integer> positions(String parameter) {
    List<Integer> found = positions.get(parameter);
    if (found == null) {
      throw new IllegalArgumentException("statement " + name + " has no parameter :" + parameter);
    }
    return found;
  }

  String text() {
    return text;
  }

  private static String placeholder(MatchResult found, List<String> order) {
    order.add(found.group(1));
    return "?";
  }
}
