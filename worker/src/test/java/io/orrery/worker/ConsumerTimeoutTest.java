package io.orrery.worker;

import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobType;
import io.orrery.QueueName;
import io.orrery.broker.Doorbell;
import io.orrery.config.ConfigBuilder;
import io.orrery.config.ConfigKey;
import io.orrery.worker.Handlers.Text;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * RabbitMQ closes the channel of whoever keeps a delivery longer than {@code consumer_timeout}: 30
 * min by default, here 2 s.
 */
class ConsumerTimeoutTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");

  private final JobType<Text, Text> type =
      JobType.of("plain", Text.class, Text.class).withQueue("q-" + UUID.randomUUID());
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @Override
  ConfigBuilder aConfig() {
    return super.aConfig()
        .broker(OwnRabbit.SERVER.uri().toString())
        .set(ConfigKey.WORKER_HOLD, "500ms");
  }

  @BeforeEach
  void beImpatient() {
    timeout(2_000, 200);
  }

  @AfterEach
  void bePatient() {
    mayEnd.countDown();
    timeout(1_800_000, 60_000);
  }

  @Test
  void neitherALongJobNorOneThatWaitsForItsSlotKeepsADelivery() {
    start(aWorker(plain((text, job) -> waiting(text))).queue(type.queue().value(), 1));
    soon().until(broker::available);
    JobId running = enqueue(type, HELLO);
    awaitState(running, JobState.RUNNING);
    JobId waiting = enqueue(type, HELLO);
    soon().until(() -> oddities("given_back") > 0);
    String channel = channel();

    awaitTheEndOfOneWhoKeepsADelivery();

    assertThat(channel()).isNotEmpty().isEqualTo(channel);
    mayEnd.countDown();
    awaitState(running, JobState.SUCCEEDED);
    awaitState(waiting, JobState.SUCCEEDED);
    assertThat(database.number("SELECT max(attempts) FROM orrery.job")).isOne();
  }

  /** It gets its delivery again once its channel was closed and opened anew. */
  private void awaitTheEndOfOneWhoKeepsADelivery() {
    QueueName queue = new QueueName("keeper-" + UUID.randomUUID());
    AtomicInteger deliveries = new AtomicInteger();
    broker.subscribe(queue, 1, delivery -> deliveries.incrementAndGet());
    broker.ring(new Doorbell(queue, 5, List.of(JobId.next())));
    soon().until(() -> deliveries.get() > 1);
  }

  /** The channel by which the worker consumes. */
  private String channel() {
    return OwnRabbit.SERVER
        .runRabbitmqctl("list_consumers", "queue_name", "channel_pid")
        .lines()
        .filter(line -> line.contains(type.queue().value()))
        .findFirst()
        .orElse("");
  }

  private Text waiting(Text text) throws InterruptedException {
    mayEnd.await();
    return text;
  }

  /** What channels that are opened from now on go by. */
  private static void timeout(int millis, int tick) {
    OwnRabbit.SERVER.runRabbitmqctl(
        "eval",
        "application:set_env(rabbit, consumer_timeout, %d), application:set_env(rabbit, channel_tick_interval, %d)."
            .formatted(millis, tick));
  }
}
