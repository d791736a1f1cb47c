package io.orrery.processor;

import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/**
 * Finds what keeps a type from being decoded: raw types, type variables, and wildcards without a
 * bound.
 */
final class OpenTypes {
  private OpenTypes() {}

  /** Says why values of the type can't be decoded, and what to write; empty if they can. */
  static Optional<String> whyOpen(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> Optional.of("is open at " + type + ": write a class there");
      case WILDCARD -> whyOpen((WildcardType) type);
      case ARRAY -> whyOpen(((ArrayType) type).getComponentType());
      case DECLARED -> whyOpen((DeclaredType) type);
      default -> Optional.empty();
    };
  }

  /** What is read is of the bound, if there is one. */
  private static Optional<String> whyOpen(WildcardType type) {
    return type.getExtendsBound() == null
        ? Optional.of("is open at " + type + ": write a class there")
        : whyOpen(type.getExtendsBound());
  }

  private static Optional<String> whyOpen(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    if (type.getTypeArguments().size() < element.getTypeParameters().size()) {
      return Optional.of(
          "uses %s as a raw type: write its type arguments, as in %1$s<…>"
              .formatted(element.getSimpleName()));
    }
    return type.getTypeArguments().stream()
        .map(OpenTypes::whyOpen)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
