package io.orrery.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
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
  void aFolderThatIsNoneIsRefusedByName() {
    int exit = demo(folder.resolve("absent").toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("absent").contains("is no folder");
  }

  @Test
  void aReportThatCanNotBeWrittenIsRefusedBeforeTheRun() {
    int exit = demo(folder.toString(), "--jobs", "0", "--report", folder.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("--report").contains("is a folder");
  }

  private int demo(String... arguments) {
    return new CommandLine(new DemoCommand())
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
