package io.orrery.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code orrery} command: one subcommand each for what a process of Orrery can be. */
@Command(
    name = "orrery",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Distributed background jobs on PostgreSQL and RabbitMQ.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "In a clone, the launcher has two commands more:",
      "  ./orrery test [ARGS]    the whole build with all tests; ARGS go to Maven",
      "  ./orrery bench [ARGS]   the benchmarks"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  /** Called without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
