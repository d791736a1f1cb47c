package io.orrery.cli.service;

import io.orrery.WorkerStatus;
import io.orrery.client.OrreryClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the workers, with what they serve and what runs on them. */
@Command(
    name = "workers",
    mixinStandardHelpOptions = true,
    description = "Lists the workers, with what they serve and what runs on them.")
public final class WorkersCommand implements Callable<Integer> {
  private static final Table<WorkerStatus> TABLE =
      new Table<WorkerStatus>()
          .column("ID", each -> each.id().toString())
          .column("NAME", WorkerStatus::name)
          .column("STATUS", each -> each.state().name().toLowerCase(Locale.ROOT))
          .column("QUEUES", WorkersCommand::queues)
          .column("RUNNING", each -> each.running() + " of " + each.slots())
          .column("LEASE", WorkersCommand::lease)
          .column("STARTED", each -> Age.of(each.startedAt(), each.at()))
          .column("TYPES", each -> String.join(" ", each.types()));

  @Spec private CommandSpec spec;
  @Mixin private Configured configured = new Configured();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(names = "--all", description = "Those too that ended, or were lost, in the last hour.")
  private boolean all;

  @Override
  public Integer call() {
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      List<WorkerStatus> found =
          client.workers().stream().filter(each -> all || each.state().serves()).toList();
      List<String> lines =
          json
              ? found.stream().map(each -> JsonLines.line(fields(each))).toList()
              : TABLE.lines(found);
      lines.forEach(spec.commandLine().getOut()::println);
    }
    return 0;
  }

  /** As {@code worker --queue} takes them. */
  private static String queues(WorkerStatus worker) {
    return worker.queues().entrySet().stream()
        .map(queue -> queue.getKey() + (queue.getValue() == 0 ? "" : "=" + queue.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String lease(WorkerStatus worker) {
    Duration left = worker.leaseLeft();
    return left.isNegative() ? "over for " + Age.text(left.negated()) : Age.text(left) + " left";
  }

  private static Map<String, Object> fields(WorkerStatus each) {
    Map<String, Integer> queues = new LinkedHashMap<>();
    each.queues().forEach((queue, slots) -> queues.put(queue.value(), slots));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", each.id().toString());
    fields.put("name", each.name());
    fields.put("status", each.state().name());
    fields.put("queues", queues);
    fields.put("slots", each.slots());
    fields.put("types", each.types());
    fields.put("running", each.running());
    fields.put("started", each.startedAt().toString());
    fields.put("leaseUntil", each.leaseUntil().toString());
    fields.put("at", each.at().toString());
    return fields;
  }
}
