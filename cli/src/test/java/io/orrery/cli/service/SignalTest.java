package io.orrery.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.orrery.HandlerIndex;
import io.orrery.JobState;
import io.orrery.client.JobHandle;
import io.orrery.client.OrreryClient;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.Interrupts;
import io.orrery.testing.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a supervisor's SIGTERM and a user's Ctrl-C do to the commands that run until then. */
class SignalTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.create();
  private final Map<String, String> environment =
      Map.of(
          ConfigKey.POSTGRES_URL.environment(), database.url(),
          ConfigKey.POSTGRES_USER.environment(), database.user(),
          ConfigKey.POSTGRES_PASSWORD.environment(), database.password(),
          ConfigKey.AMQP_URI.environment(), Servers.shared().rabbitmq().uri().toString(),
          ConfigKey.WORKER_DRAIN.environment(), "1h");
  private final OrreryClient client = OrreryClient.connect(OrreryConfig.fromEnv(environment));

  @TempDir private Path folder;

  @AfterEach
  void closeAll() {
    client.close();
    database.close();
  }

  @Test
  void aWorkerThatIsToldToEndFinishesWhatItRuns() throws Exception {
    JobHandle<Void> job = enqueue();
    try (CommandProcess worker = startWorker()) {
      awaitState(job, JobState.RUNNING);

      worker.signal("TERM");
      awaitWorker("DRAINING");
      Files.createFile(mayEnd());

      assertThat(worker.awaitEnd()).isEqualTo(143);
      assertThat(job.status().state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(database.column("SELECT status FROM orrery.worker")).containsExactly("GONE");
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, TERM, 143", "INT, INT, 130"})
  void aSecondSignalHasAWorkerReleaseAtOnceWhatItRuns(String first, String second, int exit)
      throws Exception {
    assumeThat(first.equals("INT") && Interrupts.areIgnored())
        .as("SIGINT is ignored here, as in a shell's background job, and so by what starts here")
        .isFalse();
    JobHandle<Void> job = enqueue();
    try (CommandProcess worker = startWorker()) {
      awaitState(job, JobState.RUNNING);

      worker.signal(first);
      awaitWorker("DRAINING");
      worker.signal(second);

      assertThat(worker.awaitEnd()).isEqualTo(exit);
      assertThat(database.column("SELECT status FROM orrery.worker")).containsExactly("GONE");
      assertThat(job.status().state()).isEqualTo(JobState.PENDING);
      assertThat(job.status().failures()).isZero();
      assertThat(database.number("SELECT fence FROM orrery.job")).isEqualTo(2);
      assertThat(database.column("SELECT outcome FROM orrery.attempt")).containsExactly("RELEASED");
    }
  }

  @Test
  void aCoordinatorThatIsToldToEndEndsItsLease() throws Exception {
    try (CommandProcess coordinator = CommandProcess.start(environment, "coordinator")) {
      await().atMost(SOON).until(() -> leases() == 1);

      coordinator.signal("TERM");

      assertThat(coordinator.awaitEnd()).isEqualTo(143);
      assertThat(leases()).isZero();
    }
  }

  private long leases() {
    return database.number(
        "SELECT count(*) FROM orrery.leadership WHERE lease_until > orrery.clock()");
  }

  private JobHandle<Void> enqueue() {
    return client.enqueue(Hold.class, new Hold.Until(mayEnd().toString()));
  }

  private Path mayEnd() {
    return folder.resolve("may-end");
  }

  private CommandProcess startWorker() throws IOException {
    Path index = folder.resolve(HandlerIndex.PATH);
    Files.createDirectories(index.getParent());
    Files.writeString(index, Hold.class.getName());
    return CommandProcess.start(environment, "worker", "--handlers", folder.toString());
  }

  private static void awaitState(JobHandle<?> job, JobState state) {
    await().atMost(SOON).until(() -> job.status().state() == state);
  }

  private void awaitWorker(String status) {
    await()
        .atMost(SOON)
        .until(() -> database.column("SELECT status FROM orrery.worker").contains(status));
  }
}
