package io.orrery.processor;

import io.orrery.Handler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Checks that a class can be a handler: that objects of it can exist on their own, and that it says
 * what it takes and gives. How they are made is free, so constructors are not looked at.
 */
final class HandlerClass {
  private final Types types;
  private final Refusals refusals;
  private final Components components;
  private final Arguments arguments;

  HandlerClass(ProcessingEnvironment environment, Refusals refusals) {
    this.types = environment.getTypeUtils();
    this.refusals = refusals;
    this.components = new Components(environment, refusals);
    this.arguments = new Arguments(components, refusals);
  }

  void check(AnnotatedClass handler) {
    Optional<String> shape = whyNoHandler(handler.type());
    if (shape.isPresent()) {
      refusals.at(handler.type(), handler.type().getSimpleName() + " " + shape.get());
      return;
    }
    List<TypeMirror> supertypes = withSupertypes(handler.type().asType()).toList();
    if (supertypes.stream().anyMatch(type -> type.getKind() == TypeKind.ERROR)) {
      return; // The compiler reports the class that is missing.
    }
    supertypes.stream()
        .filter(HandlerClass::isHandler)
        .findFirst()
        .ifPresentOrElse(
            implemented -> checkTypes(handler.type(), (DeclaredType) implemented),
            () -> refuseNoHandler(handler.type()));
  }

  private void refuseNoHandler(TypeElement type) {
    refusals.at(
        type,
        type.getSimpleName()
            + " is annotated @JobHandler but is no handler: let it implement"
            + " io.orrery.Handler<Arguments, Result>, or io.orrery.Task<Arguments> if it has no result");
  }

  private void checkTypes(TypeElement type, DeclaredType implemented) {
    if (implemented.getTypeArguments().isEmpty()) {
      refusals.at(
          type,
          type.getSimpleName()
              + " implements Handler as a raw type, which leaves its arguments unknown: write"
              + " Handler<Arguments, Result> with your own types");
      return;
    }
    arguments.check(type, implemented.getTypeArguments().get(0));
    checkResult(type, implemented.getTypeArguments().get(1));
  }

  private void checkResult(TypeElement type, TypeMirror result) {
    String subject = "the result of " + type.getSimpleName() + ", " + result + ", ";
    if (result.toString().equals(Object.class.getName())) {
      refusals.at(
          type,
          subject
              + "could be anything, so nobody could read it back: name a class, or implement Task if"
              + " there is none");
    } else {
      OpenTypes.whyOpen(result)
          .ifPresentOrElse(
              why -> refusals.at(type, subject + why),
              () -> components.check(type, subject, result));
    }
  }

  private static Optional<String> whyNoHandler(TypeElement type) {
    return switch (type.getKind()) {
      case INTERFACE, ANNOTATION_TYPE ->
          Optional.of("is an interface: put @JobHandler on the class that implements it");
      case ENUM -> Optional.of("is an enum, of which no object can be made: make it a class");
      default -> whyNoObject(type);
    };
  }

  private static Optional<String> whyNoObject(TypeElement type) {
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      return Optional.of("is abstract: put @JobHandler on each class that extends it");
    }
    if (type.getNestingKind() != NestingKind.TOP_LEVEL
        && !type.getModifiers().contains(Modifier.STATIC)) {
      return Optional.of("is an inner class, tied to an object of another: make it static");
    }
    if (!type.getTypeParameters().isEmpty()) {
      return Optional.of(
          "has type parameters, so a worker can't know its types: put @JobHandler on a class that"
              + " extends it and names them");
    }
    return Optional.empty();
  }

  private static boolean isHandler(TypeMirror type) {
    return ((TypeElement) ((DeclaredType) type).asElement())
        .getQualifiedName()
        .contentEquals(Handler.class.getName());
  }

  private Stream<TypeMirror> withSupertypes(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR
        ? Stream.of(type)
        : Stream.concat(
            Stream.of(type), types.directSupertypes(type).stream().flatMap(this::withSupertypes));
  }
}
