package io.orrery.cli.service;

import io.orrery.CoordinatorStatus;
import io.orrery.client.OrreryClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the coordinators, and who of them leads. */
@Command(
    name = "coordinators",
    mixinStandardHelpOptions = true,
    description = "Lists the coordinators, and who of them leads.")
public final class CoordinatorsCommand implements Callable<Integer> {
  /** They speak every five seconds; one that has missed three may be dead. */
  private static final Duration SILENT = Duration.ofSeconds(15);

  private static final Table<CoordinatorStatus> TABLE =
      new Table<CoordinatorStatus>()
          .column("ID", each -> each.id().toString())
          .column("NAME", CoordinatorStatus::name)
          .column("ROLE", CoordinatorsCommand::role)
          .column("STARTED", each -> Age.of(each.startedAt(), each.at()))
          .column("SEEN", each -> Age.of(each.seenAt(), each.at()))
          .column("LOCK", each -> each.lock() + (each.lockAnswers() ? "" : ", away"))
          .column("BROKER", each -> each.brokerAnswers() ? "there" : "away")
          .column("ZONE DATA", CoordinatorStatus::zoneData);

  @Spec private CommandSpec spec;
  @Mixin private Configured configured = new Configured();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      List<CoordinatorStatus> found = client.coordinators();
      List<String> lines =
          json
              ? found.stream().map(each -> JsonLines.line(fields(each))).toList()
              : TABLE.lines(found);
      lines.forEach(spec.commandLine().getOut()::println);
    }
    return 0;
  }

  private static String role(CoordinatorStatus each) {
    if (each.epoch().isPresent()) {
      return "leads, epoch " + each.epoch().getAsLong();
    }
    return each.unseenFor().compareTo(SILENT) > 0 ? "silent" : "stands by";
  }

  private static Map<String, Object> fields(CoordinatorStatus each) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", each.id().toString());
    fields.put("name", each.name());
    fields.put("epoch", each.epoch().isPresent() ? each.epoch().getAsLong() : null);
    fields.put("started", each.startedAt().toString());
    fields.put("seen", each.seenAt().toString());
    fields.put("lock", each.lock());
    fields.put("lockAnswers", each.lockAnswers());
    fields.put("brokerAnswers", each.brokerAnswers());
    fields.put("zoneData", each.zoneData());
    fields.put("at", each.at().toString());
    return fields;
  }
}
