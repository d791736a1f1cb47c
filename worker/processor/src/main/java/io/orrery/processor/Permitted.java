package io.orrery.processor;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** What a sealed interface permits, through sealed interfaces within it. */
final class Permitted {
  private final Types types;

  Permitted(Types types) {
    this.types = types;
  }

  /** Each class once, in the order of {@code permits}. */
  Stream<TypeElement> classes(TypeElement sealed) {
    return leaves(sealed).distinct();
  }

  /**
   * The same with their type arguments, as far as those of the sealed interface tell them; the
   * others are left open.
   */
  Stream<DeclaredType> types(DeclaredType sealed) {
    return classes((TypeElement) sealed.asElement()).map(leaf -> within(sealed, leaf));
  }

  private Stream<TypeElement> leaves(TypeElement sealed) {
    return sealed.getPermittedSubclasses().stream()
        .filter(permitted -> permitted.getKind() != TypeKind.ERROR)
        .map(permitted -> (TypeElement) types.asElement(permitted))
        .flatMap(type -> SealedRecords.isSealedInterface(type) ? leaves(type) : Stream.of(type));
  }

  private DeclaredType within(DeclaredType sealed, TypeElement leaf) {
    List<? extends TypeMirror> implemented = argumentsFor(sealed, leaf.asType());
    TypeMirror[] arguments =
        leaf.getTypeParameters().stream()
            .map(parameter -> told(parameter.asType(), implemented, sealed.getTypeArguments()))
            .toArray(TypeMirror[]::new);
    return types.getDeclaredType(leaf, arguments);
  }

  /** What a type passes on to the sealed interface that it implements. */
  private List<? extends TypeMirror> argumentsFor(DeclaredType sealed, TypeMirror type) {
    if (type instanceof DeclaredType declared && declared.asElement().equals(sealed.asElement())) {
      return declared.getTypeArguments();
    }
    return types.directSupertypes(type).stream()
        .map(parent -> argumentsFor(sealed, parent))
        .filter(arguments -> !arguments.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private TypeMirror told(
      TypeMirror parameter,
      List<? extends TypeMirror> implemented,
      List<? extends TypeMirror> arguments) {
    return IntStream.range(0, implemented.size())
        .filter(i -> types.isSameType(implemented.get(i), parameter))
        .<TypeMirror>mapToObj(arguments::get)
        .findFirst()
        .orElse(parameter);
  }
}
