package io.orrery.cli;

import io.orrery.cli.demo.DemoCommand;
import io.orrery.cli.service.CoordinatorCommand;
import io.orrery.cli.service.CoordinatorsCommand;
import io.orrery.cli.service.DeadCommand;
import io.orrery.cli.service.JobsCommand;
import io.orrery.cli.service.MigrateCommand;
import io.orrery.cli.service.QueuesCommand;
import io.orrery.cli.service.SchedulesCommand;
import io.orrery.cli.service.WorkerCommand;
import io.orrery.cli.service.WorkersCommand;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code orrery} command: one subcommand each for what a process of Orrery can be. */
@Command(
    name = "orrery",
    mixinStandardHelpOptions = true,
    description = "Distributed background jobs on PostgreSQL and RabbitMQ.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      MigrateCommand.class,
      CoordinatorCommand.class,
      WorkerCommand.class,
      CoordinatorsCommand.class,
      WorkersCommand.class,
      JobsCommand.class,
      QueuesCommand.class,
      SchedulesCommand.class,
      DeadCommand.class,
      CronCommand.class
    },
    footer = {
      "",
      "In a clone, the launcher has two commands more:",
      "  ./orrery test [ARGS]    the whole build with all tests; ARGS go to Maven",
      "  ./orrery bench [ARGS]   the benchmarks"
    })
public final class Main implements Runnable {
  /** These tell what they do; other commands, only what goes wrong. */
  private static final Set<String> SERVICES = Set.of("coordinator", "worker");

  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    String command = arguments.length > 0 ? arguments[0] : "";
    if (SERVICES.contains(command)) {
      System.setProperty("org.slf4j.simpleLogger.log.io.orrery", "info");
    } else if (command.equals("demo")) {
      // Its summary tells which jobs died, and why.
      System.setProperty("org.slf4j.simpleLogger.log.io.orrery.worker.Consequences", "error");
    }
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
