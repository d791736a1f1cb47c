package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CronCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void theTicksArePrintedOneALineInUtc() {
    int exitCode =
        commandLine.execute(
            "cron",
            "30 2 * * *",
            "--zone",
            "Europe/Paris",
            "--from",
            "2026-03-28T00:00:00Z",
            "--count",
            "3");

    assertThat(exitCode).isZero();
    assertThat(out.toString().lines())
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void aTickAtTheMomentAskedForIsPrinted() {
    commandLine.execute("cron", "@daily", "--from", "2026-01-01T00:00:00Z", "--count", "1");

    assertThat(out.toString().strip()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void withoutOptionsItPrintsTheNextFiveInUtc() {
    commandLine.execute("cron", "* * * * * *");

    assertThat(out.toString().lines().map(Instant::parse))
        .hasSize(5)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  /** As with {@code | head}. */
  @Test
  void itEndsWhenNobodyReadsAnyMore() {
    AtomicInteger written = new AtomicInteger();
    Writer closed =
        new FilterWriter(out) {
          @Override
          public void write(String text, int from, int length) throws IOException {
            written.incrementAndGet();
            throw new IOException("Broken pipe");
          }
        };
    commandLine.setOut(new PrintWriter(closed));

    int exitCode = commandLine.execute("cron", "* * * * *", "--count", "1000");

    assertThat(exitCode).isZero();
    assertThat(written).hasValueLessThan(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * *  | --count | 3           | minute "60"
          0 0 31 2 *  | --count | 3           | it never fires
          0 0 * * *   | --zone  | Europe/Pari | is no time zone: write it as in Europe/Paris
          0 0 * * *   | --from  | tomorrow    | is no moment: write it as in 2026-03-29T01:00:00Z
          0 0 * * *   | --from  | +999999999-12-31T23:59:59Z | is out of reach: use a moment of the years 1 to 9999
          0 0 * * *   | --count | 0           | --count 0: ask for 1 tick or more
          """)
  void whatIsWrongIsNamedAndTheExitCodeIsTwo(
      String expression, String option, String value, String message) {
    int exitCode = commandLine.execute("cron", expression, option, value);

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }
}
