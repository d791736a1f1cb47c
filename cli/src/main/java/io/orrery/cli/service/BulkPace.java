package io.orrery.cli.service;

import io.orrery.client.BulkOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command goes through many dead letters. */
final class BulkPace {
  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "So many a second at most, 1 to 5,000. Default: 500.")
  private int rate;

  @Option(names = "--limit", description = "So many at most, the latest first. Default: all.")
  private @Nullable Long limit;

  @Option(
      names = "--dry-run",
      description = "Only say how many it would be about, and list some of them.")
  private boolean dryRun;

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  BulkOptions options() {
    BulkOptions options = BulkOptions.DEFAULT.rate(rate);
    return limit == null ? options : options.most(limit);
  }

  boolean dryRun() {
    return dryRun;
  }
}
