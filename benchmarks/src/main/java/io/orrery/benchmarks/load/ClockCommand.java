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

/** Measures what waits on the leader's clock. */
@Command(
    name = "clock",
    mixinStandardHelpOptions = true,
    description = "How late delayed jobs start, and how fast the leader clears a backlog.")
public final class ClockCommand implements Callable<Integer> {
  private enum Measure {
    LATENESS,
    PROMOTE,
    RELAY
  }

  private static final int MOST_SECONDS = 3_600;
  private static final int MOST_RATE = 10_000;
  private static final int MOST_JOBS = 100_000_000;

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
      description = "How long lateness is measured. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Jobs that fall due in a second of that. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "The backlog to promote or to relay. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(
      names = "--finished",
      paramLabel = "N",
      defaultValue = "0",
      description = "Finished jobs in the same table meanwhile. Default: ${DEFAULT-VALUE}.")
  private int finished;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    OptionRange.upTo(MOST_SECONDS).check(spec, "--seconds", seconds);
    OptionRange.upTo(MOST_RATE).check(spec, "--rate", rate);
    OptionRange.upTo(MOST_JOBS).check(spec, "--jobs", jobs);
    new OptionRange(0, MOST_JOBS).check(spec, "--finished", finished);
    PrintWriter out = spec.commandLine().getOut();
    try (Scene scene = Scene.open();
        Backlog backlog = scene.backlog()) {
      out.println("PostgreSQL: " + String.join(", ", scene.counters().durableSettings()));
      out.printf(
          "JDK %s, %d cores, all on one machine; %,d finished jobs kept%n",
          Runtime.version(), Runtime.getRuntime().availableProcessors(), finished);
      out.flush();
      measure(new ClockMeasurements(scene, out), backlog);
    }
    return 0;
  }

  private void measure(ClockMeasurements measurements, Backlog backlog)
      throws IOException, SQLException, InterruptedException {
    if (measures.contains(Measure.LATENESS)) {
      measurements.lateness(rate, seconds);
    }
    backlog.finished(finished);
    if (measures.contains(Measure.PROMOTE)) {
      measurements.promote(backlog, jobs);
    }
    if (measures.contains(Measure.RELAY)) {
      measurements.relay(backlog, jobs);
    }
  }
}
