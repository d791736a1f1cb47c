package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @ParameterizedTest
  @ValueSource(strings = {"--zone=\u001b[31mred", "--\u001b[31mred", "\u001b[31mred"})
  void whatIsRefusedIsShownWithoutItsControls(String argument) {
    int exitCode = commandLine.execute("cron", "@daily", argument);

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("?[31mred").doesNotContain("\u001b");
  }

  @Test
  void aNameThatIsNearlyOneIsAnsweredWithTheRightOne() {
    int exitCode = commandLine.execute("cron", "@daily", "--counts", "3");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--counts", "Possible solutions: --count");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "migrate", "coordinator", "worker", "cron"})
  void eachCommandTellsTheVersionToo(String command) {
    int exitCode = commandLine.execute(command, "--version");

    assertThat(exitCode).isZero();
    assertThat(out.toString()).startsWith("Orrery ");
  }

  @Test
  void aJvmThatWouldGarbleArgumentsIsToldHowToStartInstead() throws Exception {
    Process demo =
        inAscii("demo", "--broker", "memory", "--jobs", "0", "--report", "/dev/null").start();
    String said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(demo.waitFor()).isEqualTo(2);
    assertThat(said)
        .startsWith("orrery: the JVM's default charset is")
        .contains("start it without -Dfile.encoding=COMPAT")
        .doesNotContain("\tat ");
  }

  private static ProcessBuilder inAscii(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dfile.encoding=COMPAT", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("LC_ALL", "C");
    return process;
  }
}
