package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import io.orrery.codec.TypeName;
import io.orrery.worker.Worker;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments that were written as JSON reach the handler as its record. */
class PutArgumentsTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder);
    cli.aWorkerRuns("report", "blob");
  }

  @AfterEach
  void close() {
    cli.close();
  }

  private record Address(String city, int number) {}

  private sealed interface Way permits Mail, Call {}

  @TypeName("Mail")
  private record Mail(String to) implements Way {}

  @TypeName("Call")
  private record Call(long number) implements Way {}

  private record Report(
      Instant at,
      Optional<Instant> until,
      Duration within,
      DayOfWeek day,
      LocalDate date,
      UUID id,
      BigDecimal amount,
      double rate,
      float share,
      boolean urgent,
      Optional<String> note,
      Optional<String> none,
      Address address,
      List<Address> others,
      Map<Integer, List<Long>> table,
      Map<Instant, String> times,
      Way way,
      String text,
      char letter) {}

  private record Blob(byte[] bytes) {}

  @JobHandler(type = "report")
  private record MakeReport(BlockingQueue<Report> seen) implements Task<Report> {
    @Override
    public void run(Report report, JobContext job) {
      seen.add(report);
    }
  }

  @JobHandler(type = "blob")
  private record KeepBlob(BlockingQueue<Blob> seen) implements Task<Blob> {
    @Override
    public void run(Blob blob, JobContext job) {
      seen.add(blob);
    }
  }

  @Test
  void aRecordOfAllKindsOfComponentsRuns() throws Exception {
    BlockingQueue<Report> seen = new LinkedBlockingQueue<>();
    put(
        "report",
        """
        {"at":"2026-03-29T01:00:00.123456789Z","until":"1969-01-01T00:00:00Z","within":"PT1H30M","day":"FRIDAY",
         "date":"2026-02-28","id":"00000000-0000-0001-0000-000000000002","amount":12.50,"rate":3,"share":0.1,
         "urgent":true,"note":"so \\"it\\" is","none":null,"address":{"city":"Köln","number":7},
         "others":[{"city":"Ulm","number":1},{"number":2,"city":"Hof"}],"table":{"1":[4294967296,-1],"2":[]},
         "times":{"2026-01-01T00:00:00Z":"new year"},"way":{"@type":"Call","number":9007199254740993},
         "text":"2026-03-29T01:00:00Z","letter":"x","left":"out"}
        """);

    try (Worker worker = Worker.builder(cli.config).handler(new MakeReport(seen)).start()) {
      assertThat(worker.id()).isNotNull();
      assertThat(cli.run("schedules", "run", "s")).as(cli.err()).isZero();

      assertThat(seen.poll(60, TimeUnit.SECONDS))
          .isEqualTo(
              new Report(
                  Instant.parse("2026-03-29T01:00:00.123456789Z"),
                  Optional.of(Instant.parse("1969-01-01T00:00:00Z")),
                  Duration.ofMinutes(90),
                  DayOfWeek.FRIDAY,
                  LocalDate.of(2026, 2, 28),
                  new UUID(1, 2),
                  new BigDecimal("12.5"),
                  3.0,
                  0.1f,
                  true,
                  Optional.of("so \"it\" is"),
                  Optional.empty(),
                  new Address("Köln", 7),
                  List.of(new Address("Ulm", 1), new Address("Hof", 2)),
                  Map.of(1, List.of(4294967296L, -1L), 2, List.of()),
                  Map.of(Instant.parse("2026-01-01T00:00:00Z"), "new year"),
                  new Call(9007199254740993L),
                  "2026-03-29T01:00:00Z",
                  'x'));
    }
  }

  @Test
  void bytesAreWrittenInBase64() throws Exception {
    BlockingQueue<Blob> seen = new LinkedBlockingQueue<>();
    put("blob", "{\"bytes\":\"aGVsbG8=\"}");

    try (Worker worker = Worker.builder(cli.config).handler(new KeepBlob(seen)).start()) {
      assertThat(worker.id()).isNotNull();
      cli.run("schedules", "run", "s");

      assertThat(seen.poll(60, TimeUnit.SECONDS))
          .extracting(Blob::bytes)
          .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void put(String type, String arguments) {
    String[] command = {
      "schedules", "put", "s", "--type", type, "--cron", "@yearly", "--arguments", arguments
    };
    assertThat(cli.run(command)).as(cli.err()).isZero();
  }
}
