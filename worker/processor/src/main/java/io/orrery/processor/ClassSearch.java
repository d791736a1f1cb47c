package io.orrery.processor;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds classes by their binary name, which {@link Elements} alone can't: {@code a.Outer$Inner}.
 */
final class ClassSearch {
  private final Elements elements;

  ClassSearch(Elements elements) {
    this.elements = elements;
  }

  /** Tries each dollar sign as the end of a top-level class, for it is legal in names too. */
  Optional<TypeElement> byBinaryName(String name) {
    return IntStream.rangeClosed(1, name.length())
        .filter(end -> end == name.length() || name.charAt(end) == '$')
        .mapToObj(end -> elements.getTypeElement(name.substring(0, end)))
        .filter(Objects::nonNull)
        .flatMap(ClassSearch::withMembers)
        .filter(type -> elements.getBinaryName(type).contentEquals(name))
        .findFirst();
  }

  private static Stream<TypeElement> withMembers(TypeElement type) {
    return Stream.concat(
        Stream.of(type),
        ElementFilter.typesIn(type.getEnclosedElements()).stream()
            .flatMap(ClassSearch::withMembers));
  }
}
