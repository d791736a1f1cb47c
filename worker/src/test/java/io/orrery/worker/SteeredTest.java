package io.orrery.worker;

import static io.orrery.worker.Handlers.other;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Actor;
import io.orrery.JobState;
import io.orrery.JobType;
import io.orrery.QueueName;
import io.orrery.broker.Hint;
import io.orrery.config.ConfigBuilder;
import io.orrery.config.HandlerThreads;
import io.orrery.store.QueueRows;
import io.orrery.worker.Handlers.Text;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/** What tests share that steer a queue of a whole worker, beside one that nobody steers. */
abstract class SteeredTest extends WorkerTest {
  static final Text HELLO = new Text("hello");
  static final Actor ANN = new Actor("ann@desk");

  final QueueName queue = new QueueName("steered-" + UUID.randomUUID());
  final JobType<Text, Text> steered =
      JobType.of("plain", Text.class, Text.class).withQueue(queue.value());
  final JobType<Text, Text> free =
      JobType.of("other", Text.class, Text.class).withQueue("free-" + UUID.randomUUID());
  final QueueRows queues = store.queues();

  /** Jobs of the steered queue that have started, and that run, and the most that ran at once. */
  final AtomicInteger started = new AtomicInteger();

  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger most = new AtomicInteger();

  /** What each of them needs to end. */
  final Semaphore mayEnd = new Semaphore(0);

  /** By how much the worker's clock is ahead. */
  final AtomicLong ahead = new AtomicLong();

  SteeredTest(HandlerThreads threads) {
    super(threads);
  }

  @Override
  ConfigBuilder aConfig() {
    return super.aConfig().broker(OwnRabbit.SERVER.uri().toString());
  }

  @AfterEach
  void letAllEnd() {
    mayEnd.release(1_000_000);
  }

  private WorkerBuilder aSteeredWorker(int slots) {
    return aSteeredWorker(aWorker(), slots);
  }

  private WorkerBuilder aSteeredWorker(WorkerBuilder builder, int slots) {
    return builder
        .handler(plain((text, job) -> run(text)))
        .handler(other((text, job) -> text))
        .queue(queue.value(), slots)
        .queue(free.queue().value(), 4);
  }

  private Text run(Text text) throws InterruptedException {
    started.incrementAndGet();
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      mayEnd.acquire();
      return text;
    } finally {
      running.decrementAndGet();
    }
  }

  void startSteered(int slots) {
    start(aSteeredWorker(slots));
    soon().until(broker::available);
  }

  /** Starts one after another has ended. */
  void restartSteered(int slots) {
    start(aSteeredWorker(Worker.builder(config), slots));
  }

  void startSteered(int slots, Connections connections) {
    start(aSteeredWorker(slots), connections, () -> System.nanoTime() + ahead.get());
    soon().until(broker::available);
  }

  void enqueue(int count, JobType<Text, Text> type) {
    for (int i = 0; i < count; i++) {
      enqueue(type, HELLO);
    }
  }

  void pause() {
    queues.pause(queue, ANN);
    hint();
  }

  void resume() {
    queues.resume(queue, ANN);
    hint();
  }

  void hint() {
    broker.hint(new Hint.Queue(queue));
  }

  void awaitPausedHere(boolean paused) {
    soon().until(() -> gauge("paused") == (paused ? 1 : 0));
  }

  double gauge(String name) {
    return metrics.getSampleValue(
        "orrery_worker_" + name, new String[] {"queue"}, new String[] {queue.value()});
  }

  long succeeded(JobType<?, ?> type) {
    return inState(type, JobState.SUCCEEDED);
  }

  long inState(JobType<?, ?> type, JobState state) {
    return database.number(
        "SELECT count(*) FROM orrery.job WHERE queue = '%s' AND state = '%s'"
            .formatted(type.queue(), state));
  }

  void awaitSucceeded(JobType<?, ?> type, int count) {
    soon().untilAsserted(() -> assertThat(succeeded(type)).isEqualTo(count));
  }

  /** One attempt for each job, and none refused. */
  void assertEachRanOnce() {
    assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
    assertThat(oddities("fenced")).isZero();
  }

  void advance(Duration time) {
    ahead.addAndGet(time.toNanos());
  }
}
