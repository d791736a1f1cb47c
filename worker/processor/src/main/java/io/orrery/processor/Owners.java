package io.orrery.processor;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.orrery.Recurring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks that each name has one handler in the jar.
 *
 * @param component of the annotation: where the refusal stands
 * @param words of the refusal, for the name and the handlers that share it
 * @param name empty: another check refuses it
 */
record Owners(String component, String words, Function<AnnotatedClass, Optional<String>> name) {
  static final Owners OF_TYPES =
      new Owners(
          "type",
          "job type \"%s\" has more than one handler: %s. Give each its own type",
          AnnotatedClass::jobType);

  static final Owners OF_SCHEDULES =
      new Owners(
          "name",
          "schedule \"%s\" is declared by more than one handler: %s. Give each its own name",
          Owners::schedule);

  /** Refuses at each of the handlers; what was compiled earlier is named but has no line here. */
  void check(List<AnnotatedClass> handlers, List<AnnotatedClass> earlier, Refusals refusals) {
    Map<String, List<AnnotatedClass>> byName =
        Stream.concat(handlers.stream(), earlier.stream())
            .filter(handler -> name.apply(handler).isPresent())
            .collect(groupingBy(handler -> name.apply(handler).orElseThrow()));
    for (AnnotatedClass handler : handlers) {
      name.apply(handler)
          .map(byName::get)
          .filter(owners -> owners.size() > 1)
          .ifPresent(owners -> refusals.at(handler, component, refusal(handler, owners)));
    }
  }

  private String refusal(AnnotatedClass handler, List<AnnotatedClass> owners) {
    return words.formatted(
        name.apply(handler).orElseThrow(),
        owners.stream().map(AnnotatedClass::qualifiedName).sorted().collect(joining(" and ")));
  }

  /** As it is written, or else the job type. */
  private static Optional<String> schedule(AnnotatedClass handler) {
    return AnnotatedClass.of(handler.type(), Recurring.class)
        .flatMap(
            recurring ->
                recurring
                    .written("name", String.class)
                    .filter(name -> !name.isEmpty())
                    .or(() -> AnnotatedClass.of(handler.type()).flatMap(AnnotatedClass::jobType)));
  }
}
