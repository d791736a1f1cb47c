package io.orrery.benchmarks;

import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the JMH benchmarks whose names match. Fails if none does, or if one of them fails. */
@Command(
    name = "jmh",
    mixinStandardHelpOptions = true,
    description = "Measures the dispatcher's inner loops and the codec, without servers.")
public final class JmhCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "REGEX",
      arity = "0..1",
      defaultValue = ".*",
      description = "Which benchmarks. Default: all.")
  private String regex = ".*";

  @Option(
      names = "--forks",
      defaultValue = "1",
      paramLabel = "N",
      description = "JVMs for each benchmark. Default: ${DEFAULT-VALUE}.")
  private int forks;

  @Override
  public Integer call() throws RunnerException {
    if (forks < 1) {
      throw new ParameterException(spec.commandLine(), "--forks is " + forks + ": use 1 or more");
    }
    if (matching(regex).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "no benchmark matches " + regex + "; there are:\n  " + String.join("\n  ", matching("")));
    }
    // The JVMs that it starts have the options of this one: what they would refuse is refused here.
    new Codec(CodecLimits.DEFAULT);
    Options options =
        new OptionsBuilder().include(regex).forks(forks).shouldFailOnError(true).build();
    new Runner(options).run();
    return 0;
  }

  private List<String> matching(String pattern) {
    OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    try {
      return BenchmarkList.defaultList().find(silent, List.of(pattern), List.of()).stream()
          .map(BenchmarkListEntry::getUsername)
          .collect(Collectors.toList());
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          spec.commandLine(), "REGEX is " + pattern + ": " + e.getDescription(), e);
    }
  }
}
