package io.orrery.cli;

import io.orrery.schedule.Cron;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Prints when a cron rule is due. It needs no services. */
@Command(
    name = "cron",
    mixinStandardHelpOptions = true,
    description = "Prints when a cron rule is due, one tick a line, in UTC.",
    footer = {"", "Example: ./orrery cron '30 2 * * *' --zone Europe/Paris --count 3"})
public final class CronCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "EXPR",
      description = "Such as '0 9 * * MON-FRI', '*/10 * * * * *' (with seconds) or @daily.")
  private String expression = "";

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = ZoneConverter.class,
      description = "Whose wall clock the rule goes by. Default: UTC.")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "The moment from which on to look, itself included. Default: now.")
  private @Nullable Instant from;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many ticks, 1 or more. Default: ${DEFAULT-VALUE}.")
  private int count = 5;

  @Override
  public Integer call() {
    if (count < 1) {
      throw new IllegalArgumentException("--count " + count + ": ask for 1 tick or more");
    }
    Instant start = from == null ? Clock.systemUTC().instant() : from;
    PrintWriter out = spec.commandLine().getOut();
    new Cron(expression, zone)
        .ticks(start.minusNanos(1))
        .limit(count)
        // Whoever reads them may have had enough, as head has.
        .takeWhile(tick -> !out.checkError())
        .forEach(out::println);
    return 0;
  }

  static final class ZoneConverter implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time zone: write it as in Europe/Paris, UTC or +02:00");
      }
    }
  }
}
