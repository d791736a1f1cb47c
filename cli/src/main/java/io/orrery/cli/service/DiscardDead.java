package io.orrery.cli.service;

import io.orrery.JobId;
import io.orrery.client.DeadLetters;
import io.orrery.client.OrreryClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Discards one dead letter, or many. */
@Command(
    name = "discard",
    mixinStandardHelpOptions = true,
    description = {
      "Discards one dead letter, or many: they are cancelled, and retention deletes them sooner.",
      "Until then they can be replayed, each by its ID. Ends with 1 where one was left behind."
    })
final class DiscardDead implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured = new Configured();
  @Mixin private BulkTarget target = new BulkTarget();
  @Mixin private BulkPace pace = new BulkPace();

  @Option(
      names = "--reason",
      description = "Why, kept with each job: 1 to 1,000 characters. Needed but with --dry-run.")
  private @Nullable String reason;

  @Option(names = "--json", description = "What became of it as a JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Optional<JobId> job = target.job();
    var options = pace.options();
    if (pace.dryRun() && job.isPresent()) {
      throw new IllegalArgumentException("--dry-run with an ID: use dead show ID");
    }
    if (reason == null && !pace.dryRun()) {
      throw new IllegalArgumentException("--reason is missing: say why in a few words");
    }
    String why = reason == null ? "" : reason;
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      DeadLetters letters = client.deadLetters().as(Operator.here());
      if (job.isPresent()) {
        return told(job.get(), letters.discard(job.get(), why));
      }
      BulkRun run =
          new BulkRun(letters, spec.commandLine().getOut(), spec.commandLine().getErr(), json);
      return pace.dryRun()
          ? run.preview("discard", target.filter())
          : run.change(
              "discarded",
              target.filter(),
              options,
              with -> letters.discard(target.filter(), why, with));
    }
  }

  private int told(JobId job, boolean discarded) {
    if (!discarded) {
      spec.commandLine().getErr().println("orrery: " + job + " is no dead letter");
      return 1;
    }
    spec.commandLine()
        .getOut()
        .println(json ? JsonLines.line(Map.of("discarded", job.toString())) : "discarded " + job);
    return 0;
  }
}
