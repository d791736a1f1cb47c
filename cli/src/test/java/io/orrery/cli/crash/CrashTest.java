package io.orrery.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.client.JobHandle;
import io.orrery.client.OrreryClient;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand jobs, two workers in processes of their own, and a crash in the middle. What became of
 * every job is counted from the audit trigger's table and from the file that the handlers append
 * to, not from the job rows alone.
 */
class CrashTest {
  private static final int JOBS = 1_000;
  private static final int MIDDLE = 200;
  private static final Duration SOON = Duration.ofMinutes(3);

  private final Servers servers = Servers.open();
  private final TestDatabase database = TestDatabase.create(servers.postgres());
  private final Map<String, String> environment =
      Map.of(
          ConfigKey.POSTGRES_URL.environment(), database.url(),
          ConfigKey.POSTGRES_USER.environment(), database.user(),
          ConfigKey.POSTGRES_PASSWORD.environment(), database.password(),
          ConfigKey.AMQP_URI.environment(), servers.rabbitmq().uri().toString());
  private final OrreryConfig config = OrreryConfig.fromEnv(environment);
  private final Coordinator coordinator = Coordinator.start(config);
  private final OrreryClient client = OrreryClient.connect(config);

  @TempDir private Path folder;
  private Path done;
  private WorkerProcess first;
  private WorkerProcess second;

  @BeforeEach
  void startWorkers() throws IOException {
    done = folder.resolve("done");
    first = WorkerProcess.start(environment, done);
    second = WorkerProcess.start(environment, done);
    await()
        .atMost(SOON)
        .until(
            () ->
                database.number("SELECT count(*) FROM orrery.worker WHERE status = 'ACTIVE'") == 2);
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    client.close();
    first.close();
    second.close();
    coordinator.close();
    servers.close();
  }

  @Test
  void noJobIsLostWhenAWorkerIsKilled() throws Exception {
    List<JobId> jobs = enqueue();
    untilTheMiddle();

    first.kill();

    assertThat(
            database.number(
                "SELECT count(*) FROM orrery.job WHERE state = 'RUNNING' AND worker_id IN ("
                    + incarnationsOf(first)
                    + ")"))
        .as("jobs that the killed worker was running")
        .isPositive();
    everyJobHasSucceededOnce(jobs);
  }

  @Test
  void noJobIsLostWhenRabbitMqDiesWithAllItsData() throws Exception {
    List<JobId> jobs = enqueue();
    untilTheMiddle();

    assertThat(running()).as("jobs running at the kill").isPositive();

    servers.rabbitmq().kill();
    assertThat(database.number("SELECT count(*) FROM orrery.job WHERE state = 'PENDING'"))
        .as("jobs whose doorbells died with the broker")
        .isPositive();
    servers.rabbitmq().wipe();

    everyJobHasSucceededOnce(jobs);
  }

  @Test
  void noJobIsLostWhenPostgresqlIsKilledAndRestarted() throws Exception {
    List<JobId> jobs = enqueue();
    untilTheMiddle();
    assertThat(running()).as("jobs running at the kill").isPositive();

    servers.postgres().kill();
    servers.postgres().restart();

    everyJobHasSucceededOnce(jobs);
  }

  private List<JobId> enqueue() {
    List<Append.Line> lines = IntStream.range(0, JOBS).mapToObj(Append.Line::new).toList();
    return client.enqueueAll(Append.class, lines).stream().map(JobHandle::id).toList();
  }

  private void untilTheMiddle() {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                database.number("SELECT count(*) FROM orrery.job WHERE state = 'SUCCEEDED'")
                    >= MIDDLE);
  }

  private String incarnationsOf(WorkerProcess process) {
    return "SELECT id FROM orrery.worker WHERE name LIKE '%-" + process.pid() + "'";
  }

  private long running() {
    return database.number("SELECT count(*) FROM orrery.job WHERE state = 'RUNNING'");
  }

  private long unfinished() {
    return database.number("SELECT count(*) FROM orrery.job WHERE finished_at IS NULL");
  }

  private void everyJobHasSucceededOnce(List<JobId> jobs) throws IOException {
    await().atMost(SOON).ignoreExceptions().until(() -> unfinished() == 0);
    Set<String> enqueued =
        jobs.stream().map(JobId::toString).collect(Collectors.toCollection(TreeSet::new));
    List<String> succeeded =
        database.column(
            "SELECT job_id FROM orrery.job_audit WHERE new_state = 'SUCCEEDED' ORDER BY job_id");
    List<String> handled = Files.readAllLines(done);

    assertThat(succeeded)
        .as("SUCCEEDED transitions: one for each job")
        .containsExactlyElementsOf(enqueued);
    assertThat(new HashSet<>(handled))
        .as("jobs that a handler did")
        .isEqualTo(new HashSet<>(enqueued));
    System.out.printf(
        "%d jobs, %d runs to the end: %d ran twice%n", JOBS, handled.size(), ranTwice(handled));
  }

  private static long ranTwice(List<String> handled) {
    Map<String, Integer> runs = new HashMap<>();
    handled.forEach(id -> runs.merge(id, 1, Integer::sum));
    return runs.values().stream().filter(count -> count > 1).count();
  }
}
