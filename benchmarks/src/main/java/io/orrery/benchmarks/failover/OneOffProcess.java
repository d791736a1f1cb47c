package io.orrery.benchmarks.failover;

import io.orrery.benchmarks.process.Conversation;
import io.orrery.client.OrreryClient;
import io.orrery.config.OrreryConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The client's process. Answers {@code enqueue RATE SECONDS} with how many enqueues failed; notes
 * the ids of the others.
 */
@Command(name = "one-off-process", hidden = true)
public final class OneOffProcess implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(OneOffProcess.class);

  /** Some are due before the leader looks again, most are not. */
  private static final int LONGEST_DELAY_MILLIS = 3_000;

  @Option(names = "--file", required = true)
  private Path file = Path.of("");

  @Option(names = "--seed", required = true)
  private long seed;

  @Override
  public Integer call() throws Exception {
    try (Jotter jotter = new Jotter(file);
        OrreryClient client = OrreryClient.connect(OrreryConfig.fromEnv())) {
      Conversation.hold(
          request ->
              Long.toString(
                  enqueue(
                      client, jotter, Integer.parseInt(request[1]), Integer.parseInt(request[2]))));
    }
    return 0;
  }

  private long enqueue(OrreryClient client, Jotter jotter, int rate, int seconds)
      throws InterruptedException {
    Random random = new Random(seed);
    LongAdder failed = new LongAdder();
    CountDownLatch never = new CountDownLatch(1);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < (long) rate * seconds; i++) {
        never.await(start + i * 1_000_000_000L / rate - System.nanoTime(), TimeUnit.NANOSECONDS);
        Duration delay = Duration.ofMillis(1 + random.nextInt(LONGEST_DELAY_MILLIS));
        threads.execute(() -> enqueue(client, jotter, delay, failed));
      }
    }
    return failed.sum();
  }

  private static void enqueue(
      OrreryClient client, Jotter jotter, Duration delay, LongAdder failed) {
    try {
      jotter.jot(client.enqueue(Mark.class, new Mark.Take(0), o -> o.in(delay)).id().toString());
    } catch (RuntimeException e) {
      log.warn("An enqueue failed", e);
      failed.increment();
    }
  }
}
