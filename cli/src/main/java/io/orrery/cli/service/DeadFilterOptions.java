package io.orrery.cli.service;

import io.orrery.dead.DeadFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class DeadFilterOptions {
  @Option(names = "--type", description = "Only those of this job type.")
  private @Nullable String type;

  @Option(
      names = "--error",
      paramLabel = "CLASS",
      description =
          "Only those that died of this, as in java.io.IOException, TIMED_OUT or WORKER_LOST.")
  private @Nullable String error;

  @Option(names = "--queue", description = "Only those of this queue.")
  private @Nullable String queue;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      converter = MomentConverter.class,
      description = "Only those that died then or later: 2026-03-29T01:00:00Z, or 2h for 2 h ago.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      converter = MomentConverter.class,
      description = "Only those that died before then.")
  private @Nullable Instant until;

  /**
   * @throws IllegalArgumentException if what is given could be of no dead letter
   */
  DeadFilter filter() {
    DeadFilter filter = DeadFilter.ALL;
    filter = type == null ? filter : filter.type(type);
    filter = error == null ? filter : filter.error(error);
    filter = queue == null ? filter : filter.queue(queue);
    filter = since == null ? filter : filter.from(since);
    return until == null ? filter : filter.until(until);
  }
}
