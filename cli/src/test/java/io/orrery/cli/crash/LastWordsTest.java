package io.orrery.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.client.JobWatch;
import io.orrery.client.OrreryClient;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.report.JobEvent;
import io.orrery.report.LogLine;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job reports from a process that is killed: another process sees it live, and PostgreSQL keeps
 * it.
 */
class LastWordsTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  private final Servers servers = Servers.open();
  private final TestDatabase database = TestDatabase.create(servers.postgres());
  private final Map<String, String> environment =
      Map.of(
          ConfigKey.POSTGRES_URL.environment(), database.url(),
          ConfigKey.POSTGRES_USER.environment(), database.user(),
          ConfigKey.POSTGRES_PASSWORD.environment(), database.password(),
          ConfigKey.AMQP_URI.environment(), servers.rabbitmq().uri().toString());
  private final OrreryClient client = OrreryClient.connect(OrreryConfig.fromEnv(environment));
  private final List<JobEvent> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void stopAll() {
    client.close();
    servers.close();
  }

  @Test
  void whatAKilledWorkersJobSaidIsSeenLiveAndKept(@TempDir Path folder) throws Exception {
    try (WorkerProcess worker = WorkerProcess.start(environment, folder.resolve("none"))) {
      JobId job = client.enqueue(Talk.class, new Talk.Nothing()).id();
      try (JobWatch watch = client.jobs().watch(job, LogPosition.START, told::add)) {
        await().atMost(SOON).until(() -> lines().size() > 100);
        // More of it than PostgreSQL has: it came as news.
        await().atMost(SOON).until(() -> lines().size() > kept(job).size());
        List<Integer> earlier = kept(job);
        await().atMost(SOON).until(() -> kept(job).size() > earlier.size() + 100);

        worker.kill();

        List<Integer> kept = kept(job);
        assertThat(kept).containsExactlyElementsOf(counted(kept.size()));
        assertThat(kept).hasSizeGreaterThan(earlier.size() + 100);
        await().atMost(SOON).until(() -> lines().size() >= kept.size());
        assertThat(client.jobs().progress(job).orElseThrow().progress().done().orElseThrow())
            .isGreaterThanOrEqualTo(earlier.size());
        assertThat(watch.awaitEnd(Duration.ZERO)).isFalse();
      }
      List<Integer> lines = lines();
      assertThat(lines).containsExactlyElementsOf(counted(lines.size()));
    }
  }

  private static List<Integer> counted(int to) {
    return IntStream.rangeClosed(1, to).boxed().toList();
  }

  /** What was told of the log, in the order of telling. */
  private List<Integer> lines() {
    return told.stream()
        .filter(JobEvent.Logged.class::isInstance)
        .map(event -> said(((JobEvent.Logged) event).line()))
        .toList();
  }

  private List<Integer> kept(JobId job) {
    List<Integer> kept = new ArrayList<>();
    LogPage page = client.jobs().log(job, LogPosition.START);
    while (!page.lines().isEmpty()) {
      page.lines().forEach(line -> kept.add(said(line)));
      page = client.jobs().log(job, page.end());
    }
    return kept;
  }

  private static int said(LogLine line) {
    return Integer.parseInt(line.text());
  }
}
