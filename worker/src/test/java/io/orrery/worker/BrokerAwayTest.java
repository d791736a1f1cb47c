package io.orrery.worker;

import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobType;
import io.orrery.config.ConfigBuilder;
import io.orrery.worker.Handlers.Text;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RabbitMQ is there and serves nobody: jobs run all the same, found by scans. */
class BrokerAwayTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");
  private static final Text LONG = new Text("long");

  /** As long as a broker must have been away, or back, to be thought so. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Longer than any pause between two scans. */
  private static final Duration SCAN_PAUSE = Duration.ofSeconds(3);

  private final JobType<Text, Text> type =
      JobType.of("plain", Text.class, Text.class).withQueue("q-" + UUID.randomUUID());
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicLong ahead = new AtomicLong();
  private final Connections connections = Connections.open(config, "orrery-test", metrics);

  @Override
  ConfigBuilder aConfig() {
    return super.aConfig().broker(OwnRabbit.SERVER.uri().toString());
  }

  @AfterEach
  void heal() {
    mayEnd.countDown();
    OwnRabbit.SERVER.resume();
    alarm(false);
  }

  @Test
  void jobsRunWhileTheBrokerIsFrozenAndByDoorbellsAloneOnceItIsBack() {
    startWorker();
    JobId before = rung();

    OwnRabbit.SERVER.pause();
    insert(200, type, HELLO);
    awaitAway();
    soon().untilAsserted(() -> assertThat(count(JobState.SUCCEEDED)).isEqualTo(201));
    OwnRabbit.SERVER.resume();
    awaitDoorbells(before);
    JobId unrung = insert(type, HELLO, o -> o);
    advance(SCAN_PAUSE);
    rung();
    // The dispatcher has had a whole turn by then, in which it would have scanned.
    rung();

    assertThat(status(unrung).state()).isEqualTo(JobState.PENDING);
    assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
  }

  @Test
  void runningJobsEndAndWaitingOnesStartDuringAMemoryAlarm() {
    startWorker();
    JobId running = insert(type, LONG, o -> o);
    ring(running);
    awaitState(running, JobState.RUNNING);

    alarm(true);
    insert(20, type, HELLO);
    mayEnd.countDown();
    awaitState(running, JobState.SUCCEEDED);
    awaitAway();

    soon().untilAsserted(() -> assertThat(count(JobState.SUCCEEDED)).isEqualTo(21));
    assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
  }

  private void startWorker() {
    start(
        aWorker(
                plain(
                    (text, job) -> {
                      if (text.equals(LONG)) {
                        mayEnd.await();
                      }
                      return text;
                    }))
            .queue(type.queue().value(), 8),
        connections,
        () -> System.nanoTime() + ahead.get());
    soon().until(broker::available);
  }

  private JobId rung() {
    JobId id = enqueue(type, HELLO);
    awaitState(id, JobState.SUCCEEDED);
    return id;
  }

  private void awaitAway() {
    soon().until(() -> !connections.broker().available());
    advance(PATIENCE);
  }

  /** Rings for a job that has ended until the worker has heard it. */
  private void awaitDoorbells(JobId ended) {
    soon()
        .until(
            () -> {
              ring(ended);
              return asked("stale") > 0;
            });
  }

  private void advance(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  private static void alarm(boolean on) {
    OwnRabbit.SERVER.runRabbitmqctl("set_vm_memory_high_watermark", on ? "0" : "0.4");
  }
}
