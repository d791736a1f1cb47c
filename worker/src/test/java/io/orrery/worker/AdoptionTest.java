package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.worker.Handlers.Text;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A claim took effect, but its reply was lost, or came after any read. */
class AdoptionTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");
  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @Test
  void aJobWhoseClaimLostItsReplyRunsOnce() {
    AtomicBoolean lose = new AtomicBoolean(true);
    start(
        aWorker(plain((text, job) -> counted(text))),
        Between.repliesLost(call -> call.equals("claim") && lose.getAndSet(false)));

    JobId id = enqueue(PLAIN, HELLO);

    awaitState(id, JobState.SUCCEEDED);
    assertThat(runs).hasValue(1);
    assertThat(status(id).attempts()).isOne();
    assertThat(oddities("adopted")).isOne();
  }

  @Test
  void withoutAFreeSlotSuchAJobIsReleasedAtNoCost() {
    Worker worker = start(aWorker(plain((text, job) -> waiting(text))).queue("default", 1));
    JobId busy = enqueue(PLAIN, HELLO);
    awaitState(busy, JobState.RUNNING);

    JobId lost = insert(PLAIN, HELLO, o -> o);
    claimLate(lost, worker);
    soon().until(() -> attempts(lost).size() == 1);
    mayEnd.countDown();

    awaitState(lost, JobState.SUCCEEDED);
    assertThat(attempts(lost).getFirst().outcome()).isEqualTo("RELEASED");
    assertThat(status(lost).failures()).isZero();
  }

  /** As a claim does that reaches PostgreSQL after the worker has given up on it. */
  private void claimLate(JobId id, Worker worker) {
    database.execute(
        "UPDATE orrery.job SET state = 'RUNNING', fence = fence + 1, attempts = attempts + 1, claimed_at = orrery.clock(),"
            + " relay_at = NULL, worker_id = '"
            + worker.id()
            + "' WHERE id = '"
            + id
            + "'");
  }

  private Text counted(Text text) {
    runs.incrementAndGet();
    return text;
  }

  private Text waiting(Text text) throws InterruptedException {
    mayEnd.await();
    return text;
  }
}
