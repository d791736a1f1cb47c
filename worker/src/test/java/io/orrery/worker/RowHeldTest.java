package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.broker.Doorbell;
import io.orrery.worker.Handlers.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Somebody opens a transaction, changes a waiting job, and goes for a coffee. */
class RowHeldTest extends WorkerTest {
  private static final int JOBS = 50;

  private final List<JobId> jobs =
      Stream.generate(() -> insert(PLAIN, new Text("hello"), o -> o)).limit(JOBS).toList();

  @Test
  void theOtherJobsOfItsDoorbellRunMeanwhileAndItRunsAfterwards() throws Exception {
    broker.ring(new Doorbell(PLAIN.queue(), PLAIN.priority().level(), jobs));

    assertAllButTheHeldOneRun(5);
  }

  /** With one slot the broker lends one doorbell at a time. */
  @Test
  void theJobsBehindItsDoorbellRunMeanwhileAndItRunsAfterwards() throws Exception {
    jobs.forEach(this::ring);

    assertAllButTheHeldOneRun(1);
  }

  private void assertAllButTheHeldOneRun(int slots) throws SQLException {
    try (Connection stranger = database.connect();
        Statement statement = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      statement.execute("UPDATE orrery.job SET priority = 8 WHERE id = '" + jobs.getFirst() + "'");
      start(aWorker(plain((text, job) -> text)).queue("default", slots));

      soon().untilAsserted(() -> assertThat(succeeded()).isEqualTo(JOBS - 1));
      assertThat(status(jobs.getFirst()).state()).isEqualTo(JobState.PENDING);
    }

    awaitState(jobs.getFirst(), JobState.SUCCEEDED);
    assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
  }

  private long succeeded() {
    return database.number("SELECT count(*) FROM orrery.job WHERE state = 'SUCCEEDED'");
  }
}
