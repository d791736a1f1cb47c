package io.orrery.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md against {@link ConfigKey}. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void thePageHasOneRowForEachKey() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `ORRERY_")).toList();

    assertThat(rows).isEqualTo(Arrays.stream(ConfigKey.values()).map(this::row).toList());
  }

  private String row(ConfigKey key) {
    String range = key.least().map(least -> least + " to " + key.most().orElseThrow()).orElse("");
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            key.environment(),
            key.type().words(),
            key.required() ? "required" : key.preset().orElse("none"),
            range,
            key.description() + (key.secret() ? " Secret." : ""));
  }
}
