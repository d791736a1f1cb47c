package io.orrery.benchmarks.load;

import io.orrery.benchmarks.process.OptionRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures enqueue, drain, both at once, and latency, on real servers with a client and a worker in
 * processes of their own.
 */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description =
        "Enqueue and drain rates, latency, and what a job costs PostgreSQL and the broker.")
public final class LoadCommand implements Callable<Integer> {
  private enum Measure {
    ENQUEUE,
    BULK,
    DRAIN,
    BOTH,
    LATENCY,
    WAITING
  }

  /** An hour's backlog for the drain already fills a disk. */
  private static final int MOST_SECONDS = 3_600;

  private static final int MOST_SLOTS = 100_000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MEASURE",
      arity = "0..*",
      description = "What to measure: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Measure> measures = List.of(Measure.values());

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Length of each measurement. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "2000",
      description = "The worker's slots. Default: ${DEFAULT-VALUE}.")
  private int slots;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    OptionRange.upTo(MOST_SECONDS).check(spec, "--seconds", seconds);
    OptionRange.upTo(MOST_SLOTS).check(spec, "--slots", slots);
    PrintWriter out = spec.commandLine().getOut();
    try (Scene scene = Scene.open()) {
      out.println("PostgreSQL: " + String.join(", ", scene.counters().durableSettings()));
      out.println(
          "JDK "
              + Runtime.version()
              + ", "
              + Runtime.getRuntime().availableProcessors()
              + " cores, all on one machine");
      Measurements measurements = new Measurements(scene, out, slots);
      for (Measure measure : measures) {
        take(measure, measurements);
      }
    }
    return 0;
  }

  private void take(Measure measure, Measurements measurements)
      throws IOException, SQLException, InterruptedException {
    switch (measure) {
      case ENQUEUE -> measurements.enqueue(seconds);
      case BULK -> measurements.bulk(seconds);
      case DRAIN -> measurements.drain(seconds);
      case BOTH -> measurements.bothAtOnce(seconds);
      case LATENCY -> {
        measurements.latency(200, seconds);
        measurements.latency(1_000, seconds);
      }
      case WAITING -> measurements.waiting();
    }
  }
}
