package io.orrery.cli.service;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists, replays and discards dead letters. */
@Command(
    name = "dead",
    mixinStandardHelpOptions = true,
    description = "Lists, replays and discards dead letters.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListDead.class, ShowDead.class, ReplayDead.class, DiscardDead.class})
public final class DeadCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Called without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
