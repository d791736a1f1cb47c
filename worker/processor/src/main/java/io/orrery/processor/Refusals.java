package io.orrery.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/** The compile errors of one compilation. */
final class Refusals {
  private final Messager messager;
  private boolean any;

  Refusals(Messager messager) {
    this.messager = messager;
  }

  /** Refuses at the class itself, or at another element that is wrong. */
  void at(Element element, String message) {
    any = true;
    messager.printMessage(Kind.ERROR, message, element);
  }

  /** Refuses at one value of the annotation. */
  void at(AnnotatedClass handler, String member, String message) {
    any = true;
    messager.printMessage(
        Kind.ERROR, message, handler.type(), handler.annotation(), handler.value(member));
  }

  /** Refuses what has no place in a source file. */
  void nowhere(String message) {
    any = true;
    messager.printMessage(Kind.ERROR, message);
  }

  boolean any() {
    return any;
  }
}
