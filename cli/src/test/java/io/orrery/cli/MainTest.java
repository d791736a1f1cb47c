package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void theVersionNamesTheJavaThatRunsIt() {
    int exitCode = commandLine.execute("--version");

    assertThat(exitCode).isZero();
    assertThat(out.toString()).startsWith("Orrery ").contains("Java " + Runtime.version());
  }

  @Test
  void theHelpNamesTheLaunchersOwnCommands() {
    commandLine.execute("--help");

    assertThat(out.toString()).contains("./orrery test", "./orrery bench");
  }

  @Test
  void withoutACommandTheUsageIsShownAndTheExitCodeIsTwo() {
    int exitCode = commandLine.execute();

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("Name a command", "Usage: orrery");
  }

  @Test
  void aNumberOfJobsThatIsNoneIsRefusedInPlainWords() {
    int exitCode = commandLine.execute("demo", "--jobs", "many");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--jobs", "'many' is no whole number");
  }
}
