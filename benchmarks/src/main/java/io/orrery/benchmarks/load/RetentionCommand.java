package io.orrery.benchmarks.load;

import io.orrery.benchmarks.process.OptionRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures what many finished jobs cost, and what it costs to delete them: latency, churn, sizes of
 * the table and its indexes, on real servers with a client and a worker in processes of their own.
 */
@Command(
    name = "retention",
    mixinStandardHelpOptions = true,
    description =
        "Latency, churn and sizes with millions of finished jobs, while they are pruned and while they are not.")
public final class RetentionCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 20_000_000;
  private static final int MOST_SECONDS = 3_600;
  private static final int MOST_SLOTS = 100_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Finished jobs to begin with. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "3600000",
      description =
          "Jobs of each churn: an hour's at 1,000 a second, by default, as fast as they go.")
  private int jobs;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Length of each measurement of latency. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "2000",
      description = "The worker's slots. Default: ${DEFAULT-VALUE}.")
  private int slots;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    OptionRange.upTo(MOST_ROWS).check(spec, "--rows", rows);
    OptionRange.upTo(MOST_ROWS).check(spec, "--jobs", jobs);
    OptionRange.upTo(MOST_SECONDS).check(spec, "--seconds", seconds);
    OptionRange.upTo(MOST_SLOTS).check(spec, "--slots", slots);
    PrintWriter out = spec.commandLine().getOut();
    try (Scene scene = Scene.open()) {
      out.println("PostgreSQL: " + String.join(", ", scene.counters().durableSettings()));
      try (Churn churn = new Churn(scene, out, slots)) {
        measure(churn);
      }
    }
    return 0;
  }

  /** Deletion comes before the second churn without it, so that the sizes show what it leaves. */
  private void measure(Churn churn) throws IOException, SQLException, InterruptedException {
    churn.fill(rows);
    churn.warmUp(Math.min(seconds, 20));
    churn.latency("latency, unpruned", seconds);
    churn.prune();
    churn.latency("latency, pruning", seconds);
    churn.awaitPruned();
    churn.run("churn, pruning", jobs);
    churn.keep();
    churn.run("churn, unpruned", jobs);
  }
}
