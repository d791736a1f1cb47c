package io.orrery.worker;

import static io.orrery.worker.Handlers.EXCLUSIVE;
import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.exclusive;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobContext;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.worker.Handlers.Text;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A worker that can't renew its lease. */
class LeaseTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");

  private final OrreryConfig shortLease =
      database
          .config()
          .set(ConfigKey.LEASE_BEAT, "100ms")
          .set(ConfigKey.LEASE_UNCERTAIN, "500ms")
          .set(ConfigKey.WORKER_DRAIN, "1s")
          .build();
  private final AtomicBoolean cut = new AtomicBoolean();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicReference<JobContext> running = new AtomicReference<>();

  @Test
  void aHandlerThatMustNotOverlapIsInterruptedAndItsJobReleased() {
    startCuttable();
    JobId exclusive = enqueue(EXCLUSIVE, HELLO, o -> o.maxRetries(0));
    awaitState(exclusive, JobState.RUNNING);

    cut.set(true);
    soon().until(() -> attempts(exclusive).size() == 1);

    assertThat(attempts(exclusive).getFirst().outcome()).isEqualTo("RELEASED");
    assertThat(status(exclusive).failures()).isZero();
  }

  @Test
  void anyOtherHandlerIsToldAndRunsOnButNothingMoreIsClaimed() {
    startCuttable();
    JobId id = enqueue(PLAIN, HELLO);
    soon().until(() -> running.get() != null);

    cut.set(true);
    soon().until(() -> running.get().leaseUncertain());
    JobId next = enqueue(PLAIN, HELLO);
    mayEnd.countDown();
    awaitState(id, JobState.SUCCEEDED);
    JobState meanwhile = status(next).state();
    cut.set(false);

    awaitState(next, JobState.SUCCEEDED);
    assertThat(meanwhile).isEqualTo(JobState.PENDING);
    assertThat(attempts(id)).isEmpty();
  }

  private void startCuttable() {
    WorkerBuilder builder =
        Worker.builder(shortLease)
            .metrics(metrics)
            .handler(plain((text, job) -> waiting(text, job)))
            .handler(exclusive((text, job) -> waiting(text, job)));
    start(builder, Between.cutOff(call -> call.equals("beat") && cut.get()));
  }

  private Text waiting(Text text, JobContext job) throws InterruptedException {
    running.set(job);
    mayEnd.await();
    return text;
  }
}
