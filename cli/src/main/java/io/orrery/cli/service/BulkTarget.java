package io.orrery.cli.service;

import io.orrery.JobId;
import io.orrery.dead.DeadFilter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One dead letter by its id, or many by a filter; all of them only where that is said. */
final class BulkTarget {
  @Parameters(paramLabel = "ID", arity = "0..1", description = "One job, instead of a filter.")
  private @Nullable String id;

  @Mixin private DeadFilterOptions filter = new DeadFilterOptions();

  @Option(names = "--all", description = "All dead letters, without any filter.")
  private boolean all;

  /**
   * @throws IllegalArgumentException if an id and a filter are given, or neither
   */
  Optional<JobId> job() {
    boolean filtered = !filter.filter().equals(DeadFilter.ALL);
    if (id != null && (all || filtered)) {
      throw new IllegalArgumentException(
          "job " + id + " and a filter: name one job, or say by a filter which");
    }
    if (all && filtered) {
      throw new IllegalArgumentException("--all and a filter: leave one of them out");
    }
    if (id == null && !all && !filtered) {
      throw new IllegalArgumentException(
          "name a job's id, or say which by --type, --error, --queue, --since or --until; --all for all dead letters");
    }
    return Optional.ofNullable(id).map(JobId::parse);
  }

  DeadFilter filter() {
    return filter.filter();
  }
}
