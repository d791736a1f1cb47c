package io.orrery.worker;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.Task;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Doorbell;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The product's own dispatcher, slots, job threads and finisher, from doorbell to recorded success,
 * over a store and a broker within the process that cost next to nothing. One operation is one job.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class DispatcherBenchmark {
  static final int JOBS = 3_200;
  private static final int IDS = 32;
  private static final int SLOTS = 2_000;

  /** Does nothing. */
  @JobHandler(type = "noop")
  static final class Noop implements Task<Noop.Nothing> {
    record Nothing(String padding) {}

    @Override
    public void run(Nothing arguments, JobContext job) {}
  }

  /** Jobs that nobody claims must fail the run, not hang it. */
  Duration patience = Duration.ofSeconds(30);

  private InProcessRuns runs;
  private Broker broker;
  private Worker worker;
  private List<Doorbell> doorbells;

  @Setup
  public void start() {
    byte[] arguments =
        new Codec(CodecLimits.DEFAULT).encode(new Noop.Nothing("x".repeat(150)), "arguments");
    runs = new InProcessRuns("noop", QueueName.DEFAULT, arguments);
    broker = Brokers.connect(URI.create("memory:jmh"), "jmh", new BrokerEvents() {});
    OrreryConfig config =
        OrreryConfig.builder()
            .postgres("jdbc:postgresql://127.0.0.1/none", "none", "none")
            .broker("memory:jmh")
            // The store within the process keeps no account of what runs, which a beat would read.
            .set(ConfigKey.LEASE_TTL, "1h")
            .set(ConfigKey.LEASE_UNCERTAIN, "40m")
            .set(ConfigKey.LEASE_BEAT, "20m")
            .build();
    WorkerBuilder builder =
        Worker.builder(config).queue(QueueName.DEFAULT.value(), SLOTS).handler(new Noop());
    worker =
        builder.start(
            builder.plan(),
            new Connections(runs, new NoReports(), schedule -> false, broker, broker::close));
    doorbells = new ArrayList<>();
    for (int i = 0; i < JOBS / IDS; i++) {
      doorbells.add(
          new Doorbell(QueueName.DEFAULT, 5, Stream.generate(JobId::next).limit(IDS).toList()));
    }
  }

  /** Rings for all, and waits until each is recorded. */
  @Benchmark
  @OperationsPerInvocation(JOBS)
  public long doorbellToSuccess() {
    long target = runs.succeeded() + JOBS;
    long start = System.nanoTime();
    doorbells.forEach(broker::ring);
    while (runs.succeeded() < target) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new IllegalStateException(
            "%d of %d jobs were recorded within %d s, and %d were ever claimed"
                .formatted(
                    JOBS - (target - runs.succeeded()),
                    JOBS,
                    patience.toSeconds(),
                    runs.claimed()));
      }
      Thread.onSpinWait();
    }
    return target;
  }

  @TearDown
  public void stop() {
    worker.close();
  }
}
