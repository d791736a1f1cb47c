package io.orrery.worker;

import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Success;
import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches of ends, one step after the other on the test's own thread. */
class FinisherTest {
  private static final int BATCH = 10;

  private final OrreryConfig config =
      OrreryConfig.builder()
          .postgres("jdbc:postgresql://unused/unused", "", "")
          .broker("memory:unused")
          .set(ConfigKey.WORKER_FINISH_BATCH, Integer.toString(BATCH))
          .build();
  private final MemoryRuns runs = new MemoryRuns();
  private final Queue<JobId> fenced = new ConcurrentLinkedQueue<>();
  private final Broker broker =
      Brokers.connect(URI.create("memory:" + UUID.randomUUID()), "test", new BrokerEvents() {});
  private final Parts parts =
      DaggerParts.factory()
          .create(
              Worker.builder(config)
                  .handler(plain((text, job) -> text))
                  .onFenced(fenced::add)
                  .plan(),
              new Codec(CodecLimits.DEFAULT),
              runs,
              broker,
              new WorkerMetrics(new CollectorRegistry()),
              System::nanoTime,
              RandomGenerator.getDefault());

  @AfterEach
  void closeBroker() {
    broker.close();
  }

  @Test
  void whatGatheredIsRecordedTogetherUpToTheBatch() {
    running(BATCH + 5).forEach(execution -> parts.finisher().hand(succeeded(execution)));

    long more = parts.finisher().turn();
    long first = runs.count(JobState.SUCCEEDED);
    parts.finisher().turn();

    assertThat(more).isZero();
    assertThat(first).isEqualTo(BATCH);
    assertThat(runs.count(JobState.SUCCEEDED)).isEqualTo(BATCH + 5);
    assertThat(parts.finisher().turn()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anAttemptAndItsSuccessorMayEndTogether() {
    Execution replaced = running(1).getFirst();
    runs.release(replaced.held().id());
    Execution successor = hold(claim(List.of(replaced.held().id())).getFirst());

    parts.finisher().hand(succeeded(replaced));
    parts.finisher().hand(succeeded(successor));
    parts.finisher().turn();
    parts.finisher().turn();

    assertThat(fenced).containsExactly(replaced.held().id());
    assertThat(runs.count(JobState.SUCCEEDED)).isOne();
    assertThat(parts.held().isEmpty()).isTrue();
  }

  @Test
  void whoeverHandsOverTooMuchWaitsUntilThereIsRoom() {
    List<Execution> executions = running(2 * BATCH + 1);
    executions.subList(0, 2 * BATCH).forEach(e -> parts.finisher().submit(succeeded(e)));
    Thread late =
        Thread.ofPlatform().start(() -> parts.finisher().submit(succeeded(executions.getLast())));

    WorkerTest.soon().until(() -> late.getState() == Thread.State.WAITING);
    parts.finisher().turn();

    WorkerTest.soon().until(() -> !late.isAlive());
  }

  private static Completion succeeded(Execution execution) {
    return new Completion.Succeeded(execution, new Success(execution.held(), null));
  }

  private List<Execution> running(int count) {
    List<JobId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(runs.add("plain", QueueName.DEFAULT, 5, new byte[0]));
    }
    parts.beater().register();
    return claim(ids).stream().map(this::hold).toList();
  }

  private List<ClaimedJob> claim(List<JobId> ids) {
    return runs.claim(parts.lease().worker(), ids, List.of("plain")).claimed();
  }

  private Execution hold(ClaimedJob job) {
    return parts
        .launcher()
        .hold(job, parts.lease().worker(), parts.lanes().all().getFirst().slots());
  }
}
