package io.orrery.processor;

import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks that a handler's arguments are a record, an enum or a sealed interface of records. */
final class Arguments {
  private static final String NOT_A_RECORD =
      "is no record, enum or sealed interface of records: write a record for it, as in"
          + " record Request(…) {}";

  private static final String NONE =
      "is no record: for a job without arguments use an empty one, as in record Request() {}";

  private final Refusals refusals;
  private final Components components;

  Arguments(Components components, Refusals refusals) {
    this.components = components;
    this.refusals = refusals;
  }

  void check(TypeElement handler, TypeMirror arguments) {
    if (arguments.getKind() == TypeKind.ERROR) {
      return; // The compiler reports the class that is missing.
    }
    String subject = "the argument type of " + handler.getSimpleName() + ", " + arguments + ", ";
    OpenTypes.whyOpen(arguments)
        .or(() -> whyRefused(arguments))
        .ifPresentOrElse(
            why -> refusals.at(handler, subject + why),
            () -> components.check(handler, subject, arguments));
  }

  private Optional<String> whyRefused(TypeMirror arguments) {
    if (arguments.getKind() != TypeKind.DECLARED) {
      return Optional.of(NOT_A_RECORD);
    }
    TypeElement element = (TypeElement) ((DeclaredType) arguments).asElement();
    if (element.getQualifiedName().contentEquals(Void.class.getName())) {
      return Optional.of(NONE);
    }
    boolean fits =
        element.getKind() == ElementKind.RECORD
            || element.getKind() == ElementKind.ENUM
            || SealedRecords.isSealedInterface(element);
    return fits ? Optional.empty() : Optional.of(NOT_A_RECORD);
  }
}
