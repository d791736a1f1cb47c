package io.orrery.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orrery.cli.PlainCommandLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoCommandTest {
  /** A file that can be opened, and not written. */
  private static final Path FULL = Path.of("/dev/full");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void everyFileIsFingerprintedAndEveryJobAccountedFor() throws IOException {
    Files.writeString(folder.resolve("two lines.txt"), "one two\nthree\n");
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/empty"), "");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("sub/empty"));
    Path report = folder.resolveSibling(folder.getFileName() + ".jsonl");

    int exit = demo(folder.toString(), "--broker", "memory", "--report", report.toString());

    assertThat(exit).as(err + "\n" + out).isZero();
    assertThat(out.toString()).contains("all 15 jobs accounted for");
    assertThat(out.toString().lines().findFirst().orElseThrow())
        .startsWith("Orrery demo on private PostgreSQL")
        .endsWith("and the in-process broker")
        .hasSizeLessThan(100);
    assertThat(out.toString().lines())
        .contains(
            "dead: 2 of type doomed, as they are meant to be: the address does not exist (DISCARDED);"
                + " no such host (RETRIES_EXHAUSTED)");
    List<String> lines = Files.readAllLines(report);
    assertThat(lines).hasSize(2);
    JsonNode text = find(lines, "two lines.txt");
    assertThat(text.get("sha256").asText())
        .isEqualTo("6481b98de00b3b8c0eccd56b3877aa72d7cbb9c2b97142fa35f7177f9456926d");
    assertThat(text.get("bytes").asLong()).isEqualTo(14);
    assertThat(text.get("lines").asLong()).isEqualTo(2);
    assertThat(text.get("words").asLong()).isEqualTo(3);
  }

  @Test
  void filesTakeTurnsUpToTheNumberOfJobs() throws IOException {
    Files.writeString(folder.resolve("a"), "a");
    Files.writeString(folder.resolve("b"), "b");

    int exit = demo(folder.toString(), "--broker", "memory", "--jobs", "25");

    assertThat(exit).as(err + "\n" + out).isZero();
    assertThat(out.toString()).contains("all 38 jobs accounted for");
  }

  @Test
  void rabbitMqCarriesTheWholeRun() throws IOException {
    Files.writeString(folder.resolve("a"), "a");

    int exit = demo(folder.toString(), "--broker", "rabbitmq", "--jobs", "20");

    assertThat(exit).as(err + "\n" + out).isZero();
    assertThat(out.toString().lines().findFirst().orElseThrow()).endsWith(" and RabbitMQ");
    assertThat(out.toString()).contains("all 33 jobs accounted for");
  }

  @Test
  void aFolderThatIsNoneIsRefusedByNameWithoutItsEscapes() {
    int exit = demo(folder.resolve("absent\u001b[2J").toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("absent?[2J is no folder").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"-1, --jobs is -1: use 0 or more", "1, there is no file under"})
  void aNumberOfJobsThatCanNotBeMadeIsRefused(String jobs, String why) {
    int exit = demo(folder.toString(), "--jobs", jobs);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(why);
  }

  @ParameterizedTest
  @CsvSource({"'', Is a directory", "absent/report, its folder does not exist"})
  void aReportThatCanNotBeWrittenIsRefusedBeforeTheRun(String file, String why) {
    int exit = demo(folder.toString(), "--jobs", "0", "--report", folder.resolve(file).toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("--report", "can't be written: " + why);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aReportThatFailsInTheEndDoesNotHideTheVerdict() throws IOException {
    assumeThat(FULL).exists();
    Files.writeString(folder.resolve("a"), "a");

    int exit = demo(folder.toString(), "--broker", "memory", "--report", FULL.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("all 14 jobs accounted for");
    assertThat(err.toString())
        .startsWith("orrery: --report /dev/full can't be written: No space left on device");
  }

  private int demo(String... arguments) {
    return PlainCommandLine.of(new DemoCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static JsonNode find(List<String> lines, String name) throws IOException {
    for (String line : lines) {
      JsonNode node = new ObjectMapper().readTree(line);
      if (node.get("path").asText().endsWith(name)) {
        return node;
      }
    }
    throw new AssertionError(name + " is not in the report: " + lines);
  }
}
