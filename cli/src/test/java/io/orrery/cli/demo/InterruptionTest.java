package io.orrery.cli.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.orrery.cli.Main;
import io.orrery.testing.servers.Interrupts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C: SIGINT to the whole process group of a demo at work. */
class InterruptionTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  @TempDir private Path folder;

  /** Also for the servers' own user, whom a folder of JUnit's does not let in. */
  private Path temporary;

  @BeforeEach
  void aLargeFileAndATemporaryFolder() throws IOException {
    Files.createDirectory(folder.resolve("files"));
    try (RandomAccessFile large = new RandomAccessFile(folder.resolve("files/0").toFile(), "rw")) {
      large.setLength(10_000_000);
    }
    temporary = Files.createTempDirectory("orrery-interruption-");
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void deleteTheTemporaryFolder() throws IOException {
    try (Stream<Path> all = Files.walk(temporary)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** While it enqueues, and while it waits for the jobs' ends: far more of both than it can do. */
  @ParameterizedTest
  @CsvSource({
    "' of 50,000,013 jobs enqueued', 50000000, 'interrupted while enqueuing: of 50,000,013 jobs [0-9,]+ were enqueued and [0-9,]+ done'",
    "' of 20,013 jobs done', 20000, 'interrupted: [0-9,]+ of 20,013 jobs were done'"
  })
  void aDemoAtWorkEndsQuietlyAndLeavesNothingBehind(String line, String jobs, String last)
      throws Exception {
    assumeThat(SETSID).exists();
    assumeThat(Interrupts.areIgnored())
        .as("SIGINT is ignored here, as in a shell's background job, and so by what starts here")
        .isFalse();
    Process demo = demo(jobs);
    await().atMost(SOON).until(() -> Files.readString(folder.resolve("out")).contains(line));
    List<ProcessHandle> servers = demo.toHandle().descendants().toList();

    new ProcessBuilder("sh", "-c", "kill -s INT -- -" + demo.pid()).start().waitFor();

    assertThat(demo.waitFor(SOON.toSeconds(), SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("out")).getLast()).matches(last);
    assertThat(demo.exitValue()).isEqualTo(130);
    assertThat(servers).isNotEmpty();
    await().atMost(SOON).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).allMatch(path -> path.toString().contains("orrery-postgresql-"));
    }
  }

  private Process demo(String jobs) throws IOException {
    List<String> command = new ArrayList<>(List.of(SETSID.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 23) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("demo", folder.resolve("files").toString(), "--jobs", jobs));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
