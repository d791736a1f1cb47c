package io.orrery.cli.demo;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo on a machine where its servers can't be had. */
class NoServersTest {
  @TempDir private Path folder;

  @Test
  void aDemoWithoutServersSaysHowToGetThemAndEndsWithTwo() throws Exception {
    Process demo = demo();

    assertThat(demo.waitFor(2, MINUTES)).isTrue();
    assertThat(Files.readString(folder.resolve("told")))
        .contains("orrery: ", "ORRERY_TEST_SERVERS", "Docker", "apt-get install", "brew install")
        .doesNotContain("\tat ");
    assertThat(demo.exitValue()).isEqualTo(2);
  }

  /** Insists on an engine, at a port where none can be. */
  private Process demo() throws IOException {
    ProcessBuilder demo =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "demo",
            folder.toString(),
            "--jobs",
            "0");
    demo.environment()
        .putAll(Map.of("ORRERY_TEST_SERVERS", "docker", "DOCKER_HOST", "tcp://127.0.0.1:1"));
    return demo.redirectErrorStream(true).redirectOutput(folder.resolve("told").toFile()).start();
  }
}
