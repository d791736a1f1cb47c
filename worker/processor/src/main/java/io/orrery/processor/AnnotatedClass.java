package io.orrery.processor;

import io.orrery.JobHandler;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** A class and an annotation of ours, as it is written there. */
record AnnotatedClass(TypeElement type, AnnotationMirror annotation) {
  /** What javac gives as the value of an expression that does not compile. */
  private static final String UNRESOLVED = "<error>";

  /** Empty if the class has no {@link JobHandler}. */
  static Optional<AnnotatedClass> of(TypeElement type) {
    return of(type, JobHandler.class);
  }

  static Optional<AnnotatedClass> of(TypeElement type, Class<? extends Annotation> annotation) {
    return type.getAnnotationMirrors().stream()
        .filter(
            mirror ->
                ((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(annotation.getName()))
        .findFirst()
        .map(mirror -> new AnnotatedClass(type, mirror));
  }

  /** The value that is written for a member, where an error is shown; null if none is. */
  @Nullable AnnotationValue value(String member) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> written :
        annotation.getElementValues().entrySet()) {
      if (written.getKey().getSimpleName().contentEquals(member)) {
        return written.getValue();
      }
    }
    return null;
  }

  /**
   * What is written for a member; empty if nothing is (the default is known to be right), or if it
   * does not compile.
   */
  <T> Optional<T> written(String member, Class<T> as) {
    return Optional.ofNullable(value(member))
        .map(AnnotationValue::getValue)
        .filter(value -> as.isInstance(value) && !value.equals(UNRESOLVED))
        .map(as::cast);
  }

  /**
   * Refuses a text member at its value.
   *
   * @param rule throws an {@link IllegalArgumentException} with the message to show
   */
  void checkText(String member, Consumer<String> rule, Refusals refusals) {
    try {
      written(member, String.class).ifPresent(rule);
    } catch (IllegalArgumentException refused) {
      refusals.at(this, member, String.valueOf(refused.getMessage()));
    }
  }

  /** The job type. */
  Optional<String> jobType() {
    return written("type", String.class);
  }

  String qualifiedName() {
    return type.getQualifiedName().toString();
  }
}
