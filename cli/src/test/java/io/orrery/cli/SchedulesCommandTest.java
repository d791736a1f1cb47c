package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.store.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesCommandTest {
  private final TestDatabase database = TestDatabase.create();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config =
        Files.createFile(
            folder.resolve("orrery.properties"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        config,
        """
        orrery.postgres.url=%s
        orrery.postgres.user=%s
        orrery.postgres.password=%s
        orrery.amqp.uri=memory:%s
        """
            .formatted(database.url(), database.user(), database.password(), folder.getFileName()));
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void whatIsPutIsListedAsATable() {
    assertThat(
            schedules("put", "nightly", "--type", "report", "--cron", "0 3 * * *", "--zone", "UTC"))
        .as(err.toString())
        .isZero();
    schedules("put", "poll", "--type", "poll-inbox", "--delay", "5m", "--queue", "mail");

    assertThat(schedules("list")).isZero();

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("NAME +TYPE +RULE +NEXT +LAST"))
        .anyMatch(
            line -> line.matches("nightly +report +cron \"0 3 \\* \\* \\*\" in UTC +\\S+Z +-"))
        .anyMatch(line -> line.matches("poll +poll-inbox +with a delay of 5m +\\S+Z +-"));
  }

  @Test
  void aProgramGetsJson() {
    schedules("put", "poll", "--type", "poll-inbox", "--every", "30s");
    out.getBuffer().setLength(0);

    schedules("list", "--json");

    assertThat(out.toString().strip())
        .matches(
            "\\{\"name\":\"poll\",\"type\":\"poll-inbox\",\"rule\":\"every 30s\",\"paused\":false,\"next\":\"[^\"]+\",\"last\":null}");
  }

  @Test
  void aScheduleIsPausedResumedRunAndRemoved() {
    schedules("put", "nightly", "--type", "report", "--cron", "@daily");

    assertThat(schedules("pause", "nightly")).isZero();
    assertThat(schedules("pause", "nightly")).isEqualTo(1);
    assertThat(schedules("resume", "nightly")).isZero();
    assertThat(schedules("run", "nightly")).isZero();
    assertThat(schedules("remove", "nightly")).isZero();

    assertThat(database.column("SELECT schedule || ' ' || state FROM orrery.job"))
        .containsExactly("nightly PENDING");
    assertThat(err.toString()).contains("orrery: nightly is no schedule that runs");
  }

  @Test
  void theNextTicksArePrinted() {
    schedules("put", "nightly", "--type", "report", "--cron", "@daily");
    out.getBuffer().setLength(0);

    schedules("next", "nightly", "--count", "3");

    assertThat(out.toString().lines().map(Instant::parse)).hasSize(3).isSorted();
  }

  @Test
  void whatIsWrongIsSaidInPlainWords() {
    assertThat(schedules("next", "gone")).isEqualTo(1);
    assertThat(schedules("put", "x", "--type", "t", "--cron", "0 0 31 2 *")).isEqualTo(2);
    assertThat(schedules("put", "x", "--type", "t")).isEqualTo(2);
    assertThat(schedules("put", "x", "--type", "t", "--every", "5m", "--delay", "5m")).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "there is no schedule \"gone\"", "it never fires", "cron, every: write one of them")
        .contains("--cron, --every, --delay: name one of them")
        .doesNotContain("\tat ");
  }

  private int schedules(String... arguments) {
    List<String> all = new ArrayList<>(List.of("schedules"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--config", config.toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }
}
