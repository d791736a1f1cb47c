package io.orrery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is asked for in the wrong way is refused before anything starts. */
class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine bench =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @ParameterizedTest
  @CsvSource({
    "load --seconds 0, '--seconds is 0: use 1 to 3600'",
    "load --seconds 3601, '--seconds is 3601: use 1 to 3600'",
    "load --seconds ten, is no whole number",
    "load --slots 0, '--slots is 0: use 1 to 100000'",
    "load --slots 3000000000, is too large a number",
    "load flood, flood",
    "jmh --forks 0, '--forks is 0: use 1 or more'",
    "jmh *, 'REGEX is *: Dangling meta character'",
    "'', Name a command.",
  })
  void aBadArgumentIsRefusedInPlainWords(String arguments, String words) {
    int exit = bench.execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(words).doesNotContain("Exception", "\tat ");
  }

  @Test
  void whereNoBenchmarkMatchesThoseThatThereAreAreListed() {
    int exit = bench.execute("jmh", "nope");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains("no benchmark matches nope", "io.orrery.benchmarks.CodecBenchmark.decode");
  }

  @Test
  void theHelpNamesWhatUsersCallAndNoChildProcess() {
    int exit = bench.execute("--help");

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("load", "jmh").doesNotContain("-process");
  }

  @ParameterizedTest
  @CsvSource({"--version", "load --version"})
  void theVersionIsThatOfOrrery(String arguments) {
    bench.execute(arguments.split(" ", -1));

    assertThat(out.toString()).startsWith("Orrery ");
  }
}
