package io.orrery.benchmarks;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks whose names match. Fails if none does, or if one of them fails. */
@Command(
    name = "jmh",
    mixinStandardHelpOptions = true,
    description =
        "Measures the dispatcher's inner loops, the codec and the doorbells, without servers.")
public final class JmhCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REGEX",
      arity = "0..1",
      defaultValue = ".*",
      description = "Which benchmarks. Default: all.")
  private String regex = ".*";

  @Option(
      names = "--forks",
      defaultValue = "1",
      description = "JVMs for each benchmark. Default: ${DEFAULT-VALUE}.")
  private int forks;

  @Override
  public Integer call() throws RunnerException {
    Options options =
        new OptionsBuilder().include(regex).forks(forks).shouldFailOnError(true).build();
    if (new Runner(options).run().isEmpty()) {
      throw new IllegalArgumentException("no benchmark matches " + regex);
    }
    return 0;
  }
}
