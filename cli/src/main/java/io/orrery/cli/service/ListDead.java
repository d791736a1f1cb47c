package io.orrery.cli.service;

import io.orrery.client.DeadLetters;
import io.orrery.client.OrreryClient;
import io.orrery.dead.DeadLetter;
import io.orrery.dead.DeadPage;
import io.orrery.dead.DeadPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters, the latest first. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists dead letters, the latest first.")
final class ListDead implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured = new Configured();
  @Mixin private DeadFilterOptions filter = new DeadFilterOptions();

  @Option(
      names = "--limit",
      defaultValue = "50",
      description = "How many at most, 1 to 100,000. Default: 50.")
  private int limit;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    if (limit < 1 || limit > 100_000) {
      throw new IllegalArgumentException("--limit is " + limit + ": use 1 to 100000");
    }
    var wanted = filter.filter();
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      List<DeadLetter> letters = new ArrayList<>();
      Optional<DeadPosition> place = Optional.of(DeadPosition.START);
      while (place.isPresent() && letters.size() < limit) {
        int left = Math.min(limit - letters.size(), DeadLetters.LARGEST_PAGE);
        DeadPage page = client.deadLetters().list(wanted, place.get(), left);
        letters.addAll(page.letters());
        place = page.next();
      }
      (json ? DeadLines.json(letters) : DeadLines.table(letters))
          .forEach(spec.commandLine().getOut()::println);
      if (!json && place.isPresent()) {
        spec.commandLine()
            .getErr()
            .println("orrery: there may be more: narrow them down, or ask for a higher --limit");
      }
    }
    return 0;
  }
}
