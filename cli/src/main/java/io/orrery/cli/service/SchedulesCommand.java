package io.orrery.cli.service;

import io.orrery.Printable;
import io.orrery.client.OrreryClient;
import io.orrery.client.Schedules;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.schedule.ScheduleStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, puts and steers schedules. */
@Command(
    name = "schedules",
    mixinStandardHelpOptions = true,
    description = "Lists, puts and steers schedules.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = PutSchedule.class)
public final class SchedulesCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Called without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists all schedules.")
  int list(
      @Mixin Configured configured,
      @Option(
              names = "--json",
              description =
                  "One JSON object a line, with all that put takes, by its options' names.")
          boolean json) {
    return with(
        configured,
        schedules -> {
          List<ScheduleStatus> found = schedules.list();
          (json ? ScheduleLines.json(found, codec()) : ScheduleLines.table(found))
              .forEach(out()::println);
          return 0;
        });
  }

  @Command(mixinStandardHelpOptions = true, description = "Lets a schedule rest.")
  int pause(@Mixin Configured configured, @Parameters(paramLabel = "NAME") String name) {
    return done(
        configured, "paused " + name, name + " is no schedule that runs", s -> s.pause(name));
  }

  @Command(mixinStandardHelpOptions = true, description = "Lets a paused schedule go on.")
  int resume(@Mixin Configured configured, @Parameters(paramLabel = "NAME") String name) {
    return done(
        configured,
        "resumed " + name,
        name + " is no schedule that is paused",
        s -> s.resume(name));
  }

  @Command(mixinStandardHelpOptions = true, description = "Ends a schedule. Its jobs stay.")
  int remove(@Mixin Configured configured, @Parameters(paramLabel = "NAME") String name) {
    return done(configured, "removed " + name, name + " is no schedule", s -> s.remove(name));
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Makes a job of a schedule at once, and prints its id.")
  int runNow(@Mixin Configured configured, @Parameters(paramLabel = "NAME") String name) {
    return with(
        configured,
        schedules -> {
          out().println(schedules.runNow(name));
          return 0;
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints a schedule's next ticks, one a line, in UTC.")
  int next(
      @Mixin Configured configured,
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--count",
              defaultValue = "5",
              description = "How many, 1 to 1,000. Default: 5.")
          int count) {
    return with(
        configured,
        schedules -> {
          schedules.next(name, count).forEach(out()::println);
          return 0;
        });
  }

  private int done(Configured configured, String yes, String no, Predicate<Schedules> change) {
    return with(
        configured,
        schedules -> {
          boolean changed = change.test(schedules);
          (changed ? out() : spec.commandLine().getErr())
              .println(Printable.line(changed ? yes : "orrery: " + no));
          return changed ? 0 : 1;
        });
  }

  private static int with(Configured configured, ToIntFunction<Schedules> work) {
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      return work.applyAsInt(client.schedules());
    }
  }

  /** Reads whatever any process may have put. */
  private static Codec codec() {
    return new Codec(new CodecLimits(CodecLimits.MOST_BYTES, CodecLimits.DEFAULT.maxDepth()));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
