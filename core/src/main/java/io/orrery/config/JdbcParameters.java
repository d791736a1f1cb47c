package io.orrery.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * Looks at the parameters of a database's URL. PostgreSQL's driver passes over a name that it does
 * not know, be it a slip in {@code sslmode}; a value that it does not know it takes for a server
 * that can't be reached, or for the default. And what the URL says goes before what Orrery sets:
 * time limits, without which a thread can hang for ever, and the planner's settings.
 */
final class JdbcParameters {
  /** What must stay as Orrery sets it, and the way to what somebody may have meant. */
  private static final Map<String, String> OURS =
      Map.of(
          "options", "set it for the role, as in ALTER ROLE ... SET ...",
          "connectTimeout", "set POSTGRES_CONNECT_TIMEOUT",
          "socketTimeout", "set POSTGRES_SOCKET_TIMEOUT",
          "ApplicationName", "Orrery names its connections itself",
          "logServerErrorDetail", "details would show arguments in logs");

  private JdbcParameters() {}

  /**
   * @throws IllegalArgumentException with a few words on what is wrong
   */
  static void check(Properties parameters) {
    for (String name : new TreeSet<>(parameters.stringPropertyNames())) {
      PGProperty known = PGProperty.forName(name);
      if (known == null) {
        throw new IllegalArgumentException(
            "its parameter \"%s\" is none of PostgreSQL's driver%s".formatted(name, meant(name)));
      }
      String instead = OURS.get(name);
      if (instead != null) {
        throw new IllegalArgumentException(
            "its parameter %s is Orrery's to set: %s".formatted(name, instead));
      }
      check(known, parameters.getProperty(name, ""));
    }
  }

  private static void check(PGProperty parameter, String value) {
    String[] choices = parameter.getChoices();
    if (choices == null) {
      return;
    }
    // requireAuth is a list; in all others a comma is as wrong as anything.
    String[] values =
        parameter == PGProperty.REQUIRE_AUTH ? value.split(",", -1) : new String[] {value};
    for (String one : values) {
      if (Arrays.stream(choices).noneMatch(one::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "its parameter %s is \"%s\", none of %s"
                .formatted(parameter.getName(), one, String.join(", ", choices)));
      }
    }
  }

  private static String meant(String name) {
    List<String> known = Stream.of(PGProperty.values()).map(PGProperty::getName).toList();
    Optional<String> nearest =
        known.stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .or(() -> NearestName.of(name, known));
    return nearest.map(" (did you mean %s?)"::formatted).orElse("");
  }
}
