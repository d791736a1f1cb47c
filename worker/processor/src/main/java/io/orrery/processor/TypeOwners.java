package io.orrery.processor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks that each job type has one handler in the jar. */
final class TypeOwners {
  private final Refusals refusals;

  TypeOwners(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Refuses at each of the handlers; what was compiled earlier is named but has no line here. */
  void check(List<AnnotatedClass> handlers, List<AnnotatedClass> earlier) {
    Map<String, List<AnnotatedClass>> byType =
        Stream.concat(handlers.stream(), earlier.stream())
            .filter(handler -> handler.jobType().isPresent())
            .collect(groupingBy(handler -> handler.jobType().orElseThrow()));
    for (AnnotatedClass handler : handlers) {
      handler
          .jobType()
          .map(byType::get)
          .filter(owners -> owners.size() > 1)
          .ifPresent(owners -> refuse(handler, owners));
    }
  }

  private void refuse(AnnotatedClass handler, List<AnnotatedClass> owners) {
    String names =
        owners.stream().map(AnnotatedClass::qualifiedName).sorted().collect(joining(" and "));
    refusals.at(
        handler,
        "type",
        "job type \"%s\" has more than one handler: %s. Give each its own type"
            .formatted(handler.jobType().orElseThrow(), names));
  }
}
