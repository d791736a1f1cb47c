package io.orrery.config;

import io.orrery.DurationText;
import io.orrery.Printable;
import io.orrery.broker.Brokers;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads single values. Each method throws {@link IllegalArgumentException} with a few words on what
 * the text is not; the caller adds key, text and example.
 */
final class Values {
  private static final Pattern PASSWORD =
      Pattern.compile("[?&;]\\w*password=", Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

  private Values() {}

  static Duration duration(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no duration", e);
    }
  }

  static Integer wholeNumber(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no whole number", e);
    }
  }

  /** A value within the range of a key that has one. */
  static <T extends Comparable<T>> T inRange(
      ConfigKey key, String text, Function<String, T> parse) {
    String least = key.least().orElseThrow();
    String most = key.most().orElseThrow();
    T value = parse.apply(text);
    if (value.compareTo(parse.apply(least)) < 0 || value.compareTo(parse.apply(most)) > 0) {
      throw new IllegalArgumentException("outside %s to %s".formatted(least, most));
    }
    return value;
  }

  static HandlerThreads threads(String text) {
    try {
      return HandlerThreads.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("none of AUTO, VIRTUAL, PLATFORM", e);
    }
  }

  static String jdbcUrl(String text) {
    if (PASSWORD.matcher(text).find() || USER_INFO.matcher(text).find()) {
      throw new IllegalArgumentException(
          "a URL with a password would show it in logs: set POSTGRES_USER and POSTGRES_PASSWORD");
    }
    JdbcUrl.address(text);
    return text;
  }

  static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= 65_535;
  }

  static URI uri(String text) {
    try {
      URI uri = new URI(text);
      if (uri.isAbsolute()) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Not kept as a cause: its message repeats the text, with the password in it.
    }
    throw new IllegalArgumentException("no URI with a scheme");
  }

  /** A URI that an adapter can read; whether its broker is there is another matter. */
  static URI broker(String text) {
    URI uri = uri(text);
    Brokers.check(uri);
    return uri;
  }

  /** The text for a message, without what must not be shown and what could forge a line. */
  static String shown(ConfigKey key, String text) {
    if (key.secret() || PASSWORD.matcher(text).find() || USER_INFO.matcher(text).find()) {
      return "set (not shown here, it may hold a secret)";
    }
    return "\"" + Printable.line(text) + "\"";
  }

  /** A URI for people: without the user's part. */
  static String withoutUserInfo(URI uri) {
    return USER_INFO.matcher(uri.toString()).replaceFirst("//***@");
  }
}
