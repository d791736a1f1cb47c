package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import io.orrery.coordinator.Coordinator;
import io.orrery.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code coordinators} and {@code workers}. */
class FleetCommandsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder);
  }

  @AfterEach
  void close() {
    cli.close();
  }

  private record Mail(String to) {}

  @JobHandler(type = "send-email")
  private static final class SendEmail implements Task<Mail> {
    @Override
    public void run(Mail mail, JobContext job) {}
  }

  @Test
  void coordinatorsAreListedWithTheLeaderFirst() {
    try (Coordinator one = Coordinator.start(cli.config);
        Coordinator other = Coordinator.start(cli.config)) {
      await().atMost(SOON).until(() -> listed("coordinators").equals(List.of("leads", "stands")));
      Coordinator leader = one.epoch().isPresent() ? one : other;

      assertThat(cli.run("coordinators")).isZero();

      assertThat(cli.out().lines().toList())
          .satisfiesExactly(
              head ->
                  assertThat(head)
                      .matches("ID +NAME +ROLE +STARTED +SEEN +LOCK +BROKER +ZONE DATA"),
              first ->
                  assertThat(first)
                      .matches(
                          leader.id()
                              + "  \\S+-\\d+  leads, epoch 1  \\d+s ago +\\d+s ago +postgresql +there +\\d{4}\\w+"),
              second -> assertThat(second).contains("  stands by  "));
    }
    cli.run("coordinators");
    assertThat(cli.out().lines()).hasSize(1);
  }

  @Test
  void aCoordinatorThatWasNotHeardOfIsSilent() {
    cli.database.execute(
        """
        INSERT INTO orrery.coordinator (id, started_at, seen_at, lock_answers, broker_answers, name, lock, zone_data)
        VALUES (gen_random_uuid(), orrery.clock() - interval '3 h 5 min 7 s', orrery.clock() - interval '20 s',
                false, false, 'host-7', 'redis', '2026a')
        """);

    cli.run("coordinators");

    assertThat(cli.out()).containsPattern("silent +3h5m ago +2\\ds ago +redis, away +away");
  }

  @Test
  void coordinatorsAreListedForPrograms() throws IOException {
    try (Coordinator one = Coordinator.start(cli.config)) {
      await().atMost(SOON).until(() -> listed("coordinators").equals(List.of("leads")));

      cli.run("coordinators", "--json");

      JsonNode object = new ObjectMapper().readTree(cli.out());
      assertThat(object.get("id").asText()).isEqualTo(one.id().toString());
      assertThat(object.get("epoch").asLong()).isEqualTo(1);
      assertThat(object.get("lockAnswers").asBoolean()).isTrue();
    }
  }

  @Test
  void workersAreListedWithQueuesRunningJobsAndLease() throws IOException {
    try (Worker worker =
        Worker.builder(cli.config)
            .queue("email", 50)
            .queue("default", 10)
            .handler(new SendEmail())
            .start()) {
      assertThat(cli.run("workers")).isZero();

      assertThat(cli.out().lines().toList())
          .satisfiesExactly(
              head ->
                  assertThat(head)
                      .matches("ID +NAME +STATUS +QUEUES +RUNNING +LEASE +STARTED +TYPES"),
              row ->
                  assertThat(row)
                      .matches(
                          worker.id()
                              + "  \\S+-\\d+ +active +email=50 default=10 +0 of 60 +1\\ds left +\\d+s ago +send-email"));
      cli.run("workers", "--json");
      JsonNode object = new ObjectMapper().readTree(cli.out());
      assertThat(object.get("queues").toString()).isEqualTo("{\"email\":50,\"default\":10}");
      assertThat(object.get("running").asLong()).isZero();
    }
  }

  @Test
  void workersThatEndedAreListedWhereAskedFor() {
    Worker.builder(cli.config).handler(new SendEmail()).start().close();

    cli.run("workers");
    assertThat(cli.out().lines()).hasSize(1);
    cli.run("workers", "--all");

    assertThat(cli.out()).containsPattern(" gone +default=5 +0 of 5 ");
  }

  /** The first word of each role. */
  private List<String> listed(String command) {
    cli.run(command);
    return cli.out()
        .lines()
        .skip(1)
        .map(line -> line.replaceAll("\\S+ +\\S+ +(\\w+).*", "$1"))
        .toList();
  }
}
