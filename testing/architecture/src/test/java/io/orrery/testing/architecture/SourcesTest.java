package io.orrery.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources themselves may not say. */
class SourcesTest {
  private static final Path REPOSITORY = Path.of("..", "..");

  // A lock at commit serialises all writers of a database, and a pooler loses the listener.
  private static final Pattern NOTIFY =
      Pattern.compile(
          "(?i)pg_notify|getNotifications|(?m)^[\\s\"]*(?:UN)?(?:NOTIFY|LISTEN)\\s+\\w");

  @Test
  void noStatementNotifiesOrListens() throws IOException {
    List<Path> sources = sources();

    assertThat(sources).hasSizeGreaterThan(50).anyMatch(file -> file.toString().endsWith(".sql"));
    assertThat(sources).filteredOn(file -> NOTIFY.matcher(text(file)).find()).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(REPOSITORY)) {
      return files
          .filter(file -> file.toString().contains("/src/main/"))
          .filter(file -> file.toString().matches(".*\\.(java|sql)"))
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
