package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.worker.Handlers.Text;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An attempt that was replaced changes nothing any more. */
class FenceTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger interrupts = new AtomicInteger();
  private final Queue<JobId> fenced = new ConcurrentLinkedQueue<>();

  @Test
  void theCompletionOfAReplacedAttemptIsRefusedAndCounted() {
    start(aWorker(plain((text, job) -> deafUntilMayEnd(text))).onFenced(fenced::add));
    JobId id = enqueue(PLAIN, HELLO);
    soon().until(() -> runs.get() == 1);

    takeAway(id);
    soon().until(() -> interrupts.get() == 1);
    mayEnd.countDown();

    soon().until(() -> fenced.contains(id));
    assertThat(oddities("fenced")).isOne();
    assertThat(status(id).state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void aLostWorkerStopsItsJobsAndGoesOnAsANewIncarnation() {
    Worker worker = start(aWorker(plain((text, job) -> deafUntilMayEnd(text))));
    UUID first = worker.id();
    JobId id = enqueue(PLAIN, HELLO);
    soon().until(() -> runs.get() == 1);

    database.execute("UPDATE orrery.worker SET status = 'LOST' WHERE id = '" + first + "'");
    soon().until(() -> !worker.id().equals(first));
    takeAway(id);
    soon().until(() -> interrupts.get() == 1);
    mayEnd.countDown();
    ring(id);

    awaitState(id, JobState.SUCCEEDED);
    assertThat(transitionsTo(id, JobState.SUCCEEDED)).isOne();
    assertThat(runs).hasValue(2);
    soon().until(() -> oddities("fenced") == 1);
    assertThat(database.column("SELECT status FROM orrery.worker ORDER BY started_at"))
        .containsExactly("LOST", "ACTIVE");
  }

  @Test
  void noJobRunsTwiceThoughBeatsRaceItsEnd() {
    start(aWorker(plain((text, job) -> text)).queue("default", 50));
    int count = 2_000;

    for (int i = 0; i < count; i++) {
      enqueue(PLAIN, HELLO);
    }
    soon().until(() -> succeeded() == count);

    assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
    assertThat(oddities("adopted")).isZero();
  }

  private long succeeded() {
    return database.number("SELECT count(*) FROM orrery.job WHERE state = 'SUCCEEDED'");
  }

  /** As the reaper does. */
  private void takeAway(JobId id) {
    database.execute(
        "UPDATE orrery.job SET state = 'PENDING', fence = fence + 1, worker_id = NULL, lost = lost + 1 WHERE id = '"
            + id
            + "' AND state = 'RUNNING'");
  }

  /** Ignores its interrupt, as a frozen worker would. */
  private Text deafUntilMayEnd(Text text) {
    runs.incrementAndGet();
    while (true) {
      try {
        mayEnd.await();
        return text;
      } catch (InterruptedException e) {
        interrupts.incrementAndGet();
      }
    }
  }
}
