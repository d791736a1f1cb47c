package io.orrery.processor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.orrery.Recurring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that each schedule is declared by one handler in the jar. */
final class ScheduleOwners {
  private final Refusals refusals;

  ScheduleOwners(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Refuses at each of the handlers; what was compiled earlier is named but has no line here. */
  void check(List<AnnotatedClass> recurring, List<AnnotatedClass> earlier) {
    Map<String, List<AnnotatedClass>> byName =
        Stream.concat(recurring.stream(), earlier.stream().flatMap(ScheduleOwners::recurring))
            .filter(handler -> name(handler).isPresent())
            .collect(groupingBy(handler -> name(handler).orElseThrow()));
    for (AnnotatedClass handler : recurring) {
      name(handler)
          .map(byName::get)
          .filter(owners -> owners.size() > 1)
          .ifPresent(owners -> refuse(handler, owners));
    }
  }

  private void refuse(AnnotatedClass handler, List<AnnotatedClass> owners) {
    String names =
        owners.stream().map(AnnotatedClass::qualifiedName).sorted().collect(joining(" and "));
    refusals.at(
        handler,
        "name",
        "schedule \"%s\" is declared by more than one handler: %s. Give each its own name"
            .formatted(name(handler).orElseThrow(), names));
  }

  private static Stream<AnnotatedClass> recurring(AnnotatedClass handler) {
    return AnnotatedClass.of(handler.type(), Recurring.class).stream();
  }

  /** As it is written, or else the job type. */
  private static Optional<String> name(AnnotatedClass recurring) {
    return recurring
        .written("name", String.class)
        .filter(name -> !name.isEmpty())
        .or(() -> AnnotatedClass.of(recurring.type()).flatMap(AnnotatedClass::jobType));
  }
}
