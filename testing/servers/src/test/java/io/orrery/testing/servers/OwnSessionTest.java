package io.orrery.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSessionTest {
  @TempDir private Path machine;

  @ParameterizedTest
  @ValueSource(strings = {"setsid", "perl"})
  void whatIsStartedThroughEitherLeadsItsOwnProcessGroup(String program) throws Exception {
    Path found = Binaries.ofThisMachine().find(program).orElse(null);
    assumeThat(found).as(program).isNotNull();
    Files.createSymbolicLink(machine.resolve(program), found);

    Process started = start(OwnSession.prefix(new Binaries(List.of(machine))));

    assertThat(started.inputReader().readLine()).isEqualTo("two words");
    assertThat(groupOf(started.pid())).isEqualTo(Long.toString(started.pid()));
    started.getOutputStream().close();
    assertThat(started.waitFor()).isZero();
  }

  @Test
  void aMachineWithoutEitherStartsProcessesPlainly() {
    assertThat(OwnSession.prefix(new Binaries(List.of(machine)))).isEmpty();
  }

  /** A process that ends with its input. */
  private static Process start(List<String> prefix) throws IOException {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(List.of("sh", "-c", "echo \"$1\"; read -r end; exit 0", "sh", "two words"));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  private static String groupOf(long pid) {
    return Shell.output("ps", "-o", "pgid=", "-p", Long.toString(pid));
  }
}
