package io.orrery.benchmarks;

import io.orrery.benchmarks.failover.CoordinatorProcess;
import io.orrery.benchmarks.failover.FailoverCommand;
import io.orrery.benchmarks.failover.MarkProcess;
import io.orrery.benchmarks.failover.OneOffProcess;
import io.orrery.benchmarks.load.ClientProcess;
import io.orrery.benchmarks.load.ClockCommand;
import io.orrery.benchmarks.load.LoadCommand;
import io.orrery.benchmarks.load.RetentionCommand;
import io.orrery.benchmarks.load.WorkerProcess;
import io.orrery.cli.PlainCommandLine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code ./orrery bench} command. */
@Command(
    name = "orrery bench",
    mixinStandardHelpOptions = true,
    description = "Measures Orrery on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LoadCommand.class,
      RetentionCommand.class,
      FailoverCommand.class,
      ClockCommand.class,
      JmhCommand.class,
      ClientProcess.class,
      WorkerProcess.class,
      CoordinatorProcess.class,
      MarkProcess.class,
      OneOffProcess.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return PlainCommandLine.of(new Main());
  }

  /** Called without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
