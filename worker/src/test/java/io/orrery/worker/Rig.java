package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.store.ClaimedJob;
import io.orrery.store.WorkerRow;
import io.orrery.worker.Bells.TestDelivery;
import io.orrery.worker.Handlers.Text;
import io.orrery.worker.Handlers.Work;
import io.orrery.worker.report.MemoryReports;
import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The parts of one worker without its threads, on a store in memory and a clock that the test
 * moves. Its handlers wait until they are let go.
 */
final class Rig implements AutoCloseable {
  static final int SLOTS = 3;
  static final int END_BATCH = 10;

  private static final byte[] HELLO =
      new Codec(CodecLimits.DEFAULT).encode(new Text("hello"), "arguments");

  final OrreryConfig config =
      OrreryConfig.builder()
          .postgres("jdbc:postgresql://unused/unused", "", "")
          .broker("memory:unused")
          .set(ConfigKey.WORKER_FINISH_BATCH, Integer.toString(END_BATCH))
          .build();
  final MemoryRuns runs = new MemoryRuns();
  final AtomicLong clock = new AtomicLong();
  final Queue<JobId> fenced = new ConcurrentLinkedQueue<>();
  final CountDownLatch mayEnd = new CountDownLatch(1);
  final Broker broker =
      Brokers.connect(URI.create("memory:" + UUID.randomUUID()), "test", new BrokerEvents() {});

  /** The user's hook. */
  volatile Consumer<JobId> onFenced = fenced::add;

  /** True: whoever asks for the time has not the memory for it. */
  volatile boolean shortOfMemory;

  final Parts parts;
  private final Lane lane;

  Rig() {
    Work waiting =
        (text, job) -> {
          mayEnd.await();
          return text;
        };
    WorkerPlan plan =
        Worker.builder(config)
            .queue("default", SLOTS)
            .handler(Handlers.plain(waiting))
            .handler(Handlers.exclusive(waiting))
            .onFenced(job -> onFenced.accept(job))
            .plan();
    parts =
        DaggerParts.factory()
            .create(
                plan,
                new Codec(CodecLimits.DEFAULT),
                runs,
                new MemoryReports(),
                broker,
                new WorkerMetrics(new CollectorRegistry()),
                this::nanoTime,
                RandomGenerator.getDefault());
    lane = parts.lanes().all().getFirst();
    parts.beater().register();
    parts.lanes().subscribe(broker);
  }

  private long nanoTime() {
    if (shortOfMemory) {
      throw new OutOfMemoryError("on purpose");
    }
    return clock.get();
  }

  void advance(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  List<JobId> waiting(int count) {
    return IntStream.range(0, count).mapToObj(i -> waiting("plain")).toList();
  }

  JobId waiting(String type) {
    return runs.add(type, QueueName.DEFAULT, 5, HELLO);
  }

  TestDelivery deliver(int priority, List<JobId> jobs) {
    TestDelivery bell = Bells.bell(priority, jobs);
    parts.lanes().deliver(lane, bell, clock.incrementAndGet());
    return bell;
  }

  /** Jobs that were claimed and are held; their handlers have not begun. */
  List<Execution> held(int count) {
    return held(waiting(count));
  }

  List<Execution> held(List<JobId> jobs) {
    return claimed(jobs).stream().map(job -> parts.launcher().hold(job, lane.slots())).toList();
  }

  /** Jobs that were claimed, and that this worker knows nothing of. */
  List<ClaimedJob> claimed(List<JobId> jobs) {
    return runs.claim(parts.lease().worker(), jobs, List.of("plain", "exclusive")).claimed();
  }

  void registerOther(String type) {
    runs.register(
        new WorkerRow(UUID.randomUUID(), "other", Map.of("default", 1), List.of(type)),
        Duration.ofSeconds(15));
  }

  Slots slots() {
    return lane.slots();
  }

  int free() {
    return lane.slots().free();
  }

  @Override
  public void close() {
    mayEnd.countDown();
    broker.close();
  }
}
