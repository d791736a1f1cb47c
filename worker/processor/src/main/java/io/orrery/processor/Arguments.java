package io.orrery.processor;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Checks that a handler's arguments are a record, an enum or a sealed interface of records. */
final class Arguments {
  private static final String NOT_A_RECORD =
      "is no record, enum or sealed interface of records: write a record for it, as in"
          + " record Request(…) {}";

  private static final String NONE =
      "is no record: for a job without arguments use an empty one, as in record Request() {}";

  private final Types types;
  private final Refusals refusals;

  Arguments(Types types, Refusals refusals) {
    this.types = types;
    this.refusals = refusals;
  }

  void check(TypeElement handler, TypeMirror arguments) {
    if (arguments.getKind() == TypeKind.ERROR) {
      return; // The compiler reports the class that is missing.
    }
    Optional<String> why = OpenTypes.whyOpen(arguments).or(() -> whyRefused(arguments));
    why.ifPresent(
        reason ->
            refusals.at(
                handler,
                "the argument type of "
                    + handler.getSimpleName()
                    + ", "
                    + arguments
                    + ", "
                    + reason));
  }

  private Optional<String> whyRefused(TypeMirror arguments) {
    if (arguments.getKind() != TypeKind.DECLARED) {
      return Optional.of(NOT_A_RECORD);
    }
    TypeElement element = (TypeElement) ((DeclaredType) arguments).asElement();
    if (element.getQualifiedName().contentEquals(Void.class.getName())) {
      return Optional.of(NONE);
    }
    return switch (element.getKind()) {
      case RECORD, ENUM -> Optional.empty();
      case INTERFACE -> whyInterfaceRefused(element);
      default -> Optional.of(NOT_A_RECORD);
    };
  }

  private Optional<String> whyInterfaceRefused(TypeElement element) {
    if (!element.getModifiers().contains(Modifier.SEALED)) {
      return Optional.of(NOT_A_RECORD);
    }
    List<TypeElement> others =
        element.getPermittedSubclasses().stream()
            .map(permitted -> (TypeElement) types.asElement(permitted))
            .filter(permitted -> permitted.getKind() != ElementKind.RECORD)
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "permits %s, which can't be decoded: make it a record"
                .formatted(
                    others.stream().map(TypeElement::getQualifiedName).collect(joining(", "))));
  }
}
