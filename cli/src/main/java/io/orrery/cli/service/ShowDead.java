package io.orrery.cli.service;

import com.fasterxml.jackson.databind.util.RawValue;
import io.orrery.JobId;
import io.orrery.client.OrreryClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the arguments of a dead letter, to be edited. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Prints a dead or cancelled job with its arguments, as replay --arguments takes them.")
final class ShowDead implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured = new Configured();

  @Parameters(paramLabel = "ID", description = "The job's id.")
  private String id = "";

  @Override
  public Integer call() {
    JobId job = JobId.parse(id);
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      Optional<String> arguments = client.deadLetters().arguments(job);
      if (arguments.isEmpty()) {
        spec.commandLine()
            .getErr()
            .println("orrery: job " + job + " is neither dead nor cancelled");
        return 1;
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("id", job.toString());
      client
          .jobs()
          .find(job)
          .ifPresent(
              status -> {
                fields.put("type", status.type());
                fields.put("state", status.state().name());
                fields.put("reason", status.reason().orElse(null));
              });
      fields.put("arguments", new RawValue(arguments.get()));
      spec.commandLine().getOut().println(JsonLines.line(fields));
      return 0;
    }
  }
}
