package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orrery.Discard;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.Task;
import io.orrery.client.JobHandle;
import io.orrery.client.OrreryClient;
import io.orrery.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jobs}. */
class JobsCommandTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Cli cli;
  private OrreryClient client;
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder);
    client = OrreryClient.connect(cli.config);
  }

  @AfterEach
  void close() {
    client.close();
    cli.close();
  }

  private record Mail(String to) {}

  @JobHandler(type = "send-email")
  private static final class SendEmail implements Task<Mail> {
    private final CountDownLatch mayEnd;

    SendEmail(CountDownLatch mayEnd) {
      this.mayEnd = mayEnd;
    }

    @Override
    public void run(Mail mail, JobContext job) throws Exception {
      job.progress(2, 5, "rendered");
      job.log().info("to {}", mail.to());
      if (mail.to().isEmpty()) {
        throw new Discard("no address");
      }
      mayEnd.await();
    }
  }

  @Test
  void aRunningJobIsShownWithItsProgress() throws IOException {
    JobId id = client.enqueue(SendEmail.class, new Mail("ann\u001b[31m")).id();
    try (Worker worker = worker()) {
      await().atMost(SOON).until(() -> client.jobs().progress(id).isPresent());

      assertThat(cli.run("jobs", "show", id.toString())).isZero();

      assertThat(cli.out().lines())
          .contains("id              " + id, "state           RUNNING", "attempts        1")
          .anyMatch(
              line -> line.startsWith("progress        40 % (2 of 5): rendered, attempt 1 at "));

      assertThat(cli.run("jobs", "show", id.toString(), "--json")).isZero();
      JsonNode json = new ObjectMapper().readTree(cli.out());
      assertThat(json.get("state").asText()).isEqualTo("RUNNING");
      assertThat(json.get("progress").get("done").asInt()).isEqualTo(2);
      assertThat(json.get("endedAttempts")).isEmpty();
      mayEnd.countDown();
      assertThat(worker.id()).isNotNull();
    }
  }

  @Test
  void aDeadLetterIsShownWithWhatItDiedOf() {
    JobId id = client.enqueue(SendEmail.class, new Mail("")).id();
    try (Worker worker = worker()) {
      awaitState(id, JobState.DEAD);

      assertThat(cli.run("jobs", "show", id.toString())).isZero();

      assertThat(cli.out())
          .contains("reason          DISCARDED\n", "attempt 1  DISCARDED  ", worker.id().toString())
          .contains("\nio.orrery.Discard: no address\n");
    }
  }

  @Test
  void aTailEndsWithItsJobAndTellsHowItEnded() {
    mayEnd.countDown();
    JobHandle<Void> sent = client.enqueue(SendEmail.class, new Mail("ann\u001b[31m"));
    JobHandle<Void> dead = client.enqueue(SendEmail.class, new Mail(""));
    try (Worker worker = worker()) {
      assertThat(cli.run("jobs", "tail", sent.id().toString())).isZero();

      Stream<String> lines = cli.out().lines();
      assertThat(lines)
          .contains("-- attempt 1: succeeded", "-- 40 % (2 of 5): rendered")
          .anyMatch(line -> line.endsWith("Z INFO to ann?[31m"));

      assertThat(cli.run("jobs", "tail", dead.id().toString())).isEqualTo(1);
      assertThat(cli.out().lines()).contains("-- attempt 1: dead");
      assertThat(worker.id()).isNotNull();
    }
  }

  @Test
  void aWaitingJobIsCancelledOnce() {
    JobId id = client.enqueue(SendEmail.class, new Mail("ann")).id();

    assertThat(cli.run("jobs", "cancel", id.toString(), "--reason", "not wanted")).isZero();

    assertThat(client.jobs().find(id).orElseThrow().reason()).contains("not wanted");
    assertThat(cli.run("jobs", "cancel", id.toString(), "--reason", "again")).isEqualTo(1);
    assertThat(cli.err()).contains("job " + id + " has ended already");
  }

  @Test
  void aJobThatWaitsIsExplained() {
    JobId id = client.enqueue(SendEmail.class, new Mail("ann")).id();

    assertThat(cli.run("jobs", "explain", id.toString())).isZero();

    assertThat(cli.out())
        .isEqualTo(
            "No live worker serves its queue, default. Start one: ./orrery worker --queue default\n");
    assertThat(cli.run("jobs", "explain", JobId.next().toString())).isEqualTo(1);
  }

  @Test
  void badAndUnknownIdsAreRefusedInWords() {
    JobId unknown = JobId.next();

    assertThat(cli.run("jobs", "show", unknown.toString())).isEqualTo(1);
    assertThat(cli.err()).contains("there is no job " + unknown);
    assertThat(cli.run("jobs", "tail", unknown.toString())).isEqualTo(1);
    assertThat(cli.run("jobs", "show", "seven")).isEqualTo(2);
    assertThat(cli.err()).contains("job id \"seven\" is no UUID, as in ");
    assertThat(cli.run("jobs", "cancel", unknown.toString())).isEqualTo(2);
    assertThat(cli.err()).contains("--reason");
  }

  private Worker worker() {
    return Worker.builder(cli.config).handler(new SendEmail(mayEnd)).start();
  }

  private void awaitState(JobId id, JobState state) {
    await().atMost(SOON).until(() -> client.jobs().find(id).orElseThrow().state() == state);
  }
}
