package io.orrery.schedule;

import io.orrery.Names;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What makes jobs, and when.
 *
 * @param name {@code [A-Za-z0-9._-]{1,128}}
 * @param type of the jobs
 * @param arguments of each job, encoded; empty: the tick itself
 */
public record Schedule(
    String name, Rule rule, String type, ScheduleOptions options, Optional<byte[]> arguments) {
  public Schedule {
    Names.check("schedule", name);
    Objects.requireNonNull(rule, () -> "the rule of schedule \"" + name + "\" is null");
    if (options.job().uniqueKey().isPresent()
        || options.job().runAt().isPresent()
        || !options.job().delay().isZero()) {
      throw new IllegalArgumentException(
          "schedule \"" + name + "\": its jobs can't have a delay or a unique key of their own");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule that
        && name.equals(that.name)
        && rule.equals(that.rule)
        && type.equals(that.type)
        && options.equals(that.options)
        && Arrays.equals(arguments.orElse(null), that.arguments.orElse(null));
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, rule, type, options, Arrays.hashCode(arguments.orElse(null)));
  }

  @Override
  public String toString() {
    return "schedule \"%s\" of %s: %s".formatted(name, type, rule);
  }
}
