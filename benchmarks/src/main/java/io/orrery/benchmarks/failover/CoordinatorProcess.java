package io.orrery.benchmarks.failover;

import io.orrery.benchmarks.process.Conversation;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.prometheus.client.CollectorRegistry;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/**
 * A coordinator's process. Answers {@code id}, and {@code refused} with the number of its writes
 * that PostgreSQL refused. Ends in order with its input, and at SIGTERM.
 */
@Command(name = "coordinator-process", hidden = true)
public final class CoordinatorProcess implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(CoordinatorProcess.class);
  private static final String REFUSED = "orrery_coordinator_writes_refused_total";

  @Override
  public Integer call() throws InterruptedException {
    CollectorRegistry metrics = new CollectorRegistry();
    try (Coordinator coordinator =
        Coordinator.builder(OrreryConfig.fromEnv()).metrics(metrics).start()) {
      Thread.ofPlatform().daemon().name("conversation").start(() -> talk(coordinator, metrics));
      coordinator.awaitShutdown();
    }
    return 0;
  }

  private static void talk(Coordinator coordinator, CollectorRegistry metrics) {
    try (coordinator) {
      Conversation.hold(
          request ->
              switch (request[0]) {
                case "id" -> coordinator.id().toString();
                case "refused" -> Long.toString(refused(metrics));
                default -> throw new IllegalArgumentException("unknown request " + request[0]);
              });
    } catch (Exception e) {
      log.error("The conversation ended", e);
    }
  }

  private static long refused(CollectorRegistry metrics) {
    return Collections.list(metrics.metricFamilySamples()).stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals(REFUSED))
        .mapToLong(sample -> (long) sample.value)
        .sum();
  }
}
