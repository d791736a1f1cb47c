package io.orrery.cli.service;

import io.orrery.DurationText;
import io.orrery.JobType;
import io.orrery.Tick;
import io.orrery.client.OrreryClient;
import io.orrery.client.Schedules;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import io.orrery.schedule.ScheduleOptions;
import java.io.PrintWriter;
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

/** Lists, puts and steers schedules. */
@Command(
    name = "schedules",
    mixinStandardHelpOptions = true,
    description = "Lists, puts and steers schedules.",
    synopsisSubcommandLabel = "COMMAND")
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
      @Option(names = "--json", description = "One JSON object a line.") boolean json) {
    return with(
        configured,
        schedules -> {
          (json ? ScheduleLines.json(schedules.list()) : ScheduleLines.table(schedules.list()))
              .forEach(out()::println);
          return 0;
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Puts a schedule of a handler that takes the tick. Name one of --cron, --every, --delay.",
        "A handler with other arguments has its schedule put from code."
      })
  int put(
      @Mixin Configured configured,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--type", required = true, description = "The handler's job type.")
          String type,
      @Option(names = "--cron", defaultValue = "", description = "As in '0 9 * * MON-FRI'.")
          String cron,
      @Option(names = "--zone", defaultValue = "UTC", description = "Of --cron. Default: UTC.")
          String zone,
      @Option(names = "--every", defaultValue = "", description = "A fixed rate, as in 5m.")
          String every,
      @Option(names = "--delay", defaultValue = "", description = "A fixed delay, as in 5m.")
          String delay,
      @Option(names = "--queue", description = "Of its jobs. Default: default.")
          @Nullable String queue,
      @Option(names = "--overlap", defaultValue = "SKIP", description = "ALLOW, SKIP, QUEUE_ONE.")
          Overlap overlap) {
    Rule rule = delay.isEmpty() ? Rule.declared(cron, every, zone) : delayed(delay, cron + every);
    return with(
        configured,
        schedules -> {
          boolean changed =
              schedules.putForTicks(
                  name,
                  rule,
                  JobType.of(type, Tick.class, Void.class),
                  options -> inQueue(options.overlap(overlap), queue));
          out().println(changed ? "put " + name : name + " is there just so");
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
      @Option(names = "--count", defaultValue = "5", description = "How many. Default: 5.")
          int count) {
    return with(
        configured,
        schedules -> {
          schedules.next(name, count).forEach(out()::println);
          return 0;
        });
  }

  private static Rule delayed(String delay, String others) {
    if (!others.isEmpty()) {
      throw new IllegalArgumentException("--cron, --every, --delay: name one of them");
    }
    return Rule.withDelay(DurationText.parse(delay));
  }

  private int done(Configured configured, String yes, String no, Predicate<Schedules> change) {
    return with(
        configured,
        schedules -> {
          boolean changed = change.test(schedules);
          (changed ? out() : spec.commandLine().getErr()).println(changed ? yes : "orrery: " + no);
          return changed ? 0 : 1;
        });
  }

  private static int with(Configured configured, ToIntFunction<Schedules> work) {
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      return work.applyAsInt(client.schedules());
    }
  }

  private static ScheduleOptions inQueue(ScheduleOptions options, @Nullable String queue) {
    return queue == null ? options : options.queue(queue);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
