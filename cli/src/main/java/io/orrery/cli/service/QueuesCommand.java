package io.orrery.cli.service;

import io.orrery.QueueStatus;
import io.orrery.client.OrreryClient;
import io.orrery.client.Queues;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists and steers queues. */
@Command(
    name = "queues",
    mixinStandardHelpOptions = true,
    description = "Lists and steers queues.",
    synopsisSubcommandLabel = "COMMAND")
public final class QueuesCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Called without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists the queues that are steered, served, or have waiting jobs.")
  int list(
      @Mixin Configured configured,
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    return with(
        configured,
        queues -> {
          List<QueueStatus> found = queues.list();
          (json ? QueueLines.json(found) : QueueLines.table(found)).forEach(out()::println);
          return 0;
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lets no job of a queue start any more. Those that run go on.")
  int pause(@Mixin Configured configured, @Parameters(paramLabel = "NAME") String name) {
    return done(
        configured, "paused " + name, name + " is paused already", queues -> queues.pause(name));
  }

  @Command(mixinStandardHelpOptions = true, description = "Lets the jobs of a queue start again.")
  int resume(@Mixin Configured configured, @Parameters(paramLabel = "NAME") String name) {
    return done(
        configured, "resumed " + name, name + " is not paused", queues -> queues.resume(name));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Gives each worker of a queue another number of slots for it.")
  int limit(
      @Mixin Configured configured,
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "N",
              description = "How many of its jobs each worker may run at once, 1 to 100,000.")
          @Nullable Integer slots,
      @Option(names = "--as-started", description = "As many as each worker was started with.")
          boolean asStarted) {
    if ((slots == null) != asStarted) {
      throw new ParameterException(
          spec.commandLine().getSubcommands().get("limit"), "N, --as-started: write one of them");
    }
    return slots == null
        ? done(
            configured,
            name + " has its slots as started",
            name + " is not limited",
            queues -> queues.slotsAsStarted(name))
        : done(
            configured,
            "limited " + name + " to " + slots,
            name + " is limited to " + slots + " already",
            queues -> queues.slots(name, slots));
  }

  private int done(Configured configured, String yes, String no, Predicate<Queues> change) {
    return with(
        configured,
        queues -> {
          boolean changed = change.test(queues.as(Operator.here()));
          (changed ? out() : spec.commandLine().getErr()).println(changed ? yes : "orrery: " + no);
          return changed ? 0 : 1;
        });
  }

  private static int with(Configured configured, ToIntFunction<Queues> work) {
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      return work.applyAsInt(client.queues());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
