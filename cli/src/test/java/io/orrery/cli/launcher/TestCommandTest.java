package io.orrery.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.cli.launcher.Clone.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of {@code ./orrery test}. */
class TestCommandTest {
  @TempDir private Path machine;
  private Clone clone;

  @BeforeEach
  void aCloneAndAJdk() throws IOException {
    clone = Clone.on(machine);
    clone.jdk("usr/lib/jvm/jdk-21", 21);
  }

  @Test
  void theWholeBuildRunsWithTheArgumentsGiven() throws Exception {
    serversAreInstalled();

    Outcome outcome = clone.orrery("test", "-Dtest=A B");

    assertThat(outcome.exitCode()).isZero();
    assertThat(clone.mavenRuns())
        .singleElement()
        .asString()
        .startsWith("mvnw -B -ntp verify -Dtest=A B JAVA_HOME=" + machine);
  }

  @Test
  void theExitCodeIsMavens() throws Exception {
    serversAreInstalled();
    clone.program("a clone/mvnw", "exit 7");

    assertThat(clone.orrery("test").exitCode()).isEqualTo(7);
  }

  @Test
  void withoutServersNothingIsBuilt() throws Exception {
    Outcome outcome = clone.orrery("test");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(clone.mavenRuns()).isEmpty();
  }

  private void serversAreInstalled() throws IOException {
    clone.program("usr/sbin/rabbitmq-server", "exit 1").program("bin/redis-server", "exit 1");
  }
}
