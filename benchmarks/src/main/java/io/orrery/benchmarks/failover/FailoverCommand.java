package io.orrery.benchmarks.failover;

import io.orrery.DurationText;
import io.orrery.benchmarks.process.OptionRange;
import io.orrery.config.ConfigKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes leaders away while schedules and delayed jobs run, and checks that no promise broke. */
@Command(
    name = "failover",
    mixinStandardHelpOptions = true,
    description = "Kills, freezes and cuts off leaders and Redis, and checks every promise.")
public final class FailoverCommand implements Callable<Integer> {
  private static final int LEAST_SECONDS = 10;
  private static final int MOST_SECONDS = 36_000;

  private static final Duration REST = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "300",
      description = "How long schedules and faults go on. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides the faults' order and lengths. Default: another each time; printed.")
  private @Nullable Long seed;

  @Option(
      names = "--lease",
      paramLabel = "DURATION",
      description = "The leader's lease. Default: the product's.")
  private @Nullable String lease;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    new OptionRange(LEAST_SECONDS, MOST_SECONDS).check(spec, "--seconds", seconds);
    Map<ConfigKey, String> tuning = tuning();
    PrintWriter out = spec.commandLine().getOut();
    long chosen = seed == null ? RandomGenerator.getDefault().nextInt(1_000_000) : seed;
    out.printf(
        "seed %d: %d coordinators, 20 schedules, %d one-off jobs a second, %d s%n",
        chosen, Failover.COORDINATORS, Failover.RATE, seconds);
    Deck deck = new Deck(new Random(chosen));
    Failover.Plan plan =
        new Failover.Plan(
            Duration.ofSeconds(seconds), REST, chosen, () -> Optional.of(deck.deal()), tuning);
    Outcome outcome =
        Failover.run(
            plan,
            line -> {
              out.println(line);
              out.flush();
            });
    return Report.print(outcome, out) ? 0 : 1;
  }

  /** Renewals and the statements' limit in the proportion that the defaults have. */
  private Map<ConfigKey, String> tuning() {
    Map<ConfigKey, String> tuning = new EnumMap<>(ConfigKey.class);
    if (lease != null) {
      Duration length = parsed(lease);
      tuning.put(ConfigKey.LEADER_LEASE, DurationText.of(length));
      tuning.put(ConfigKey.LEADER_RENEW, DurationText.of(length.multipliedBy(3).dividedBy(10)));
      tuning.put(ConfigKey.COORDINATOR_STATEMENT_TIMEOUT, DurationText.of(length.dividedBy(2)));
    }
    return tuning;
  }

  private Duration parsed(String text) {
    try {
      Duration length = DurationText.parse(text);
      if (length.compareTo(Duration.ofSeconds(1)) < 0
          || length.compareTo(Duration.ofMinutes(1)) > 0) {
        throw new IllegalArgumentException(text + ": use 1s to 1m");
      }
      return length;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--lease is " + e.getMessage(), e);
    }
  }
}
