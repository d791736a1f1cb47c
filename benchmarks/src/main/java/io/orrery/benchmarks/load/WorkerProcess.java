package io.orrery.benchmarks.load;

import io.orrery.benchmarks.process.Conversation;
import io.orrery.config.OrreryConfig;
import io.orrery.worker.Worker;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The worker's process. Answers {@code done}, {@code latency} (and starts anew), {@code
 * deliveries}.
 */
@Command(name = "worker-process", hidden = true)
public final class WorkerProcess implements Callable<Integer> {
  @Option(names = "--slots", required = true)
  private int slots;

  @Override
  public Integer call() throws Exception {
    CollectorRegistry metrics = new CollectorRegistry();
    Latencies latencies = new Latencies();
    Work work = new Work(Clock.systemUTC(), latencies);
    try (Worker worker =
        Worker.builder(OrreryConfig.fromEnv())
            .queue("bench", slots)
            .handler(work)
            .metrics(metrics)
            .start()) {
      Conversation.hold(
          request ->
              switch (request[0]) {
                case "done" -> Long.toString(work.done());
                case "latency" -> {
                  String summary = latencies.summary();
                  latencies.reset();
                  yield summary;
                }
                case "deliveries" ->
                    Double.toString(metrics.getSampleValue("orrery_broker_deliveries_total"));
                default -> throw new IllegalArgumentException("unknown request " + request[0]);
              });
    }
    return 0;
  }
}
