package io.orrery.processor;

import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds the classes of the JDK themselves, which alone this program is sure to have too. */
final class JdkClasses {
  private final Elements elements;

  JdkClasses(Elements elements) {
    this.elements = elements;
  }

  /**
   * Empty for a class of the user's, of a library, or of a JDK newer than the one that compiles.
   */
  Optional<Class<?>> type(TypeElement type) {
    String name = elements.getBinaryName(type).toString();
    try {
      return name.startsWith("java.") ? Optional.of(Class.forName(name)) : Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
