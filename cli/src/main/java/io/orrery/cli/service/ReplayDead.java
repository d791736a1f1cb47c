package io.orrery.cli.service;

import io.orrery.JobId;
import io.orrery.client.DeadLetters;
import io.orrery.client.OrreryClient;
import io.orrery.dead.ReplayAnswer;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays one job that is dead or cancelled, or many dead letters. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Replays one job that is dead or cancelled, or many dead letters: they wait again, as if they had never failed.",
      "Ends with 1 where one was left behind, and why is said."
    })
final class ReplayDead implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured = new Configured();
  @Mixin private BulkTarget target = new BulkTarget();
  @Mixin private BulkPace pace = new BulkPace();

  @Option(
      names = "--arguments",
      paramLabel = "JSON",
      description = "With one ID: what it gets instead of its own. See: dead show ID.")
  private @Nullable String arguments;

  @Option(names = "--json", description = "What became of it as a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Optional<JobId> job = target.job();
    var options = pace.options();
    if (arguments != null && job.isEmpty()) {
      throw new IllegalArgumentException("--arguments without an ID: they are for one job alone");
    }
    if (pace.dryRun() && job.isPresent()) {
      throw new IllegalArgumentException("--dry-run with an ID: use dead show ID");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      DeadLetters letters = client.deadLetters().as(Operator.here());
      if (job.isPresent()) {
        return told(job.get(), replay(letters, job.get()));
      }
      BulkRun run = new BulkRun(letters, out, spec.commandLine().getErr(), json);
      return pace.dryRun()
          ? run.preview("replay", target.filter())
          : run.change(
              "replayed", target.filter(), options, with -> letters.replay(target.filter(), with));
    }
  }

  private ReplayAnswer replay(DeadLetters letters, JobId job) {
    return arguments == null ? letters.replay(job) : letters.replayJson(job, arguments);
  }

  private int told(JobId job, ReplayAnswer answer) {
    return switch (answer) {
      case ReplayAnswer.Replayed done -> {
        spec.commandLine().getOut().println(json ? line(job) : "replayed " + job);
        yield 0;
      }
      case ReplayAnswer.KeyHeld held ->
          refused(
              job
                  + " is not replayed: "
                  + held.holder()
                      .map(holder -> "the unfinished job " + holder)
                      .orElse("an unfinished job that has ended since")
                  + " holds its unique key");
      case ReplayAnswer.NotOver open ->
          refused(
              job
                  + " is "
                  + open.state().name().toLowerCase(Locale.ROOT)
                  + ": only what is dead or cancelled can be replayed");
      case ReplayAnswer.OtherType other -> refused(job + " is of type " + other.type());
      case ReplayAnswer.NoSuchJob none -> refused("there is no job " + job);
    };
  }

  private static String line(JobId job) {
    return JsonLines.line(Map.of("replayed", job.toString()));
  }

  private int refused(String why) {
    spec.commandLine().getErr().println("orrery: " + why);
    return 1;
  }
}
