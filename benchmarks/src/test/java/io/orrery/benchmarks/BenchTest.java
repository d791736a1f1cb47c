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
    "retention --rows 0, '--rows is 0: use 1 to 20000000'",
    "retention --jobs 20000001, '--jobs is 20000001: use 1 to 20000000'",
    "retention --seconds 0, '--seconds is 0: use 1 to 3600'",
    "failover --seconds 9, '--seconds is 9: use 10 to 36000'",
    "failover --seed x, is no whole number",
    "failover --lease 500ms, '--lease is 500ms: use 1s to 1m'",
    "failover --lease soon, '--lease is \"soon\" is no duration'",
    "clock --jobs 0, '--jobs is 0: use 1 to 100000000'",
    "clock --finished -1, '--finished is -1: use 0 to 100000000'",
    "clock --rate 0, '--rate is 0: use 1 to 10000'",
    "clock noon, noon",
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
    assertThat(out.toString())
        .contains("load", "retention", "failover", "clock", "jmh")
        .doesNotContain("-process");
  }

  /** In its short form, with real servers and processes. */
  @Test
  void retentionDeletesWhatIsOldWhileJobsRun() {
    int exit = bench.execute("retention --rows 10000 --jobs 2000 --seconds 1".split(" ", -1));

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("filled                   10,000 finished jobs")
        .containsPattern("latency, pruning, ms +n=1000 ")
        .containsPattern("pruned all +(9,9|1[0-9],)\\d+ jobs")
        .containsPattern("churn, pruning +2,000 jobs");
  }

  @ParameterizedTest
  @CsvSource({"--version", "load --version"})
  void theVersionIsThatOfOrrery(String arguments) {
    bench.execute(arguments.split(" ", -1));

    assertThat(out.toString()).startsWith("Orrery ");
  }
}
