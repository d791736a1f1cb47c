package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.testing.servers.ServersUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class FailuresTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aFilesNameGoesWithWhatIsWrongWithIt() {
    int exit = fail(new NoSuchFileException("a\u001b[2J"));

    assertThat(exit).isEqualTo(1);
    assertThat(err).hasToString("orrery: a?[2J: there is no such file\n");
  }

  @Test
  void aFileMayBeWrappedIntoAnUncheckedException() {
    fail(new UncheckedIOException(new AccessDeniedException("a")));

    assertThat(err).hasToString("orrery: a: this user may not read it\n");
  }

  @Test
  void aMessageKeepsItsLinesAndNothingThatMovesTheCursor() {
    fail(new IOException("one\n\ttwo\u001b[2J"));

    assertThat(err).hasToString("orrery: one\n\ttwo?[2J\n");
  }

  @Test
  void whatHasToBeInstalledFirstEndsWithTwo() {
    int exit = fail(ServersUnavailable.because("This machine has no rabbitmq-server."));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith("orrery: This machine has no").doesNotContain("\tat ");
  }

  @Test
  void aFaultOfOursShowsItsStack() {
    int exit = fail(new IllegalStateException("never"));

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("IllegalStateException: never", "\tat ");
  }

  private int fail(Exception failure) {
    return PlainCommandLine.of(new Failing(failure)).setErr(new PrintWriter(err, true)).execute();
  }

  @Command(name = "failing")
  private record Failing(Exception failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }
}
