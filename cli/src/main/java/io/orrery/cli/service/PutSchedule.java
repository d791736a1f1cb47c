package io.orrery.cli.service;

import io.orrery.DurationText;
import io.orrery.JobType;
import io.orrery.Priority;
import io.orrery.Tick;
import io.orrery.client.OrreryClient;
import io.orrery.client.Schedules;
import io.orrery.schedule.Misfire;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import io.orrery.schedule.ScheduleOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a schedule: makes it, or edits the one of that name. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a schedule: makes it, or edits the one of that name. Name one of --cron, --every, --delay.",
      "Without --arguments, its jobs get the tick itself.",
      "What the handler's annotation says of queue, priority, retries and timeout is not known here."
    })
final class PutSchedule implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured = new Configured();

  @Parameters(paramLabel = "NAME")
  private String name = "";

  @Option(names = "--type", required = true, description = "The handler's job type.")
  private String type = "";

  @Option(
      names = "--new-type",
      description = "Takes a type that no worker has run within the last hour.")
  private boolean newType;

  @Option(
      names = "--arguments",
      paramLabel = "JSON",
      description = "Of each job: an object with the components of the handler's record.")
  private @Nullable String arguments;

  @Option(names = "--cron", description = "As in '0 9 * * MON-FRI'.")
  private String cron = "";

  @Option(names = "--zone", description = "Of --cron. Default: UTC.")
  private @Nullable String zone;

  @Option(names = "--every", description = "A fixed rate, as in 5m.")
  private String every = "";

  @Option(names = "--delay", description = "A fixed delay, as in 5m.")
  private String delay = "";

  @Option(names = "--queue", description = "Of its jobs. Default: default.")
  private @Nullable String queue;

  @Option(names = "--priority", description = "low, normal or high. Default: normal.")
  private @Nullable Priority priority;

  @Option(names = "--retries", description = "How many failures are retried. Default: 5.")
  private @Nullable Integer retries;

  @Option(names = "--timeout", description = "Of one attempt, as in 2m; or none. Default: 1h.")
  private @Nullable String timeout;

  @Option(names = "--tag", description = "A word to find its jobs by. Repeatable.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--misfire",
      converter = MisfireText.class,
      description =
          "For ticks that nobody made in time: fire-once, skip or catch-up=N. Default: fire-once.")
  private @Nullable Misfire misfire;

  @Option(
      names = "--overlap",
      converter = OverlapText.class,
      description = "While the job before has not ended: skip, queue-one or allow. Default: skip.")
  private @Nullable Overlap overlap;

  @Option(names = "--start", description = "No tick is before it, as in 2026-03-29T01:00:00Z.")
  private @Nullable Instant start;

  @Option(names = "--end", description = "No tick is after it.")
  private @Nullable Instant end;

  @Override
  public Integer call() {
    Rule rule = rule();
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      checkType(client);
      boolean changed = put(client.schedules(), rule);
      spec.commandLine().getOut().println(changed ? "put " + name : name + " is there just so");
    }
    return 0;
  }

  /** A slip of the keyboard would make jobs that wait for ever. */
  private void checkType(OrreryClient client) {
    if (!newType && client.workers().stream().noneMatch(each -> each.types().contains(type))) {
      throw new IllegalArgumentException(
          ("--type %s: no worker that serves, or did within the last hour, runs jobs of that type."
                  + " Check its name, start a worker with its handler, or add --new-type")
              .formatted(type));
    }
  }

  private boolean put(Schedules schedules, Rule rule) {
    return arguments == null
        ? schedules.putForTicks(name, rule, JobType.of(type, Tick.class, Void.class), this::options)
        : schedules.putJson(name, rule, type, arguments, this::options);
  }

  private Rule rule() {
    if (Stream.of(cron, every, delay).filter(text -> !text.isEmpty()).count() != 1) {
      throw new IllegalArgumentException(
          "--cron, --every, --delay: name one of them, as in --cron '0 9 * * MON-FRI' or --every 5m");
    }
    if (zone != null && cron.isEmpty()) {
      throw new IllegalArgumentException(
          "--zone %s: an interval has no time zone; leave it out, or use --cron".formatted(zone));
    }
    return delay.isEmpty()
        ? Rule.declared(cron, every, zone == null ? "UTC" : zone)
        : Rule.withDelay(named("delay", () -> DurationText.parse(delay)));
  }

  /** A duration's text does not say what it is for. */
  private static <T> T named(String option, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private ScheduleOptions options(ScheduleOptions options) {
    ScheduleOptions changed = times(policies(options));
    changed = queue == null ? changed : changed.queue(queue);
    changed = priority == null ? changed : changed.priority(priority);
    changed = retries == null ? changed : changed.maxRetries(retries);
    for (String tag : tags) {
      changed = changed.tag(tag);
    }
    return changed;
  }

  private ScheduleOptions policies(ScheduleOptions options) {
    ScheduleOptions changed = misfire == null ? options : options.misfire(misfire);
    return overlap == null ? changed : changed.overlap(overlap);
  }

  private ScheduleOptions times(ScheduleOptions options) {
    ScheduleOptions changed = start == null ? options : options.start(start);
    changed = end == null ? changed : changed.end(end);
    return timeout == null ? changed : limit(changed, timeout);
  }

  private static ScheduleOptions limit(ScheduleOptions options, String timeout) {
    return named("timeout", () -> DurationText.parseLimit(timeout))
        .map(options::timeout)
        .orElseGet(options::noTimeout);
  }
}
