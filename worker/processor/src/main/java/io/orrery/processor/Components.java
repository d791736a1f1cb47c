package io.orrery.processor;

import io.orrery.codec.SimpleTypes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaFileObject;

/**
 * Checks what arguments and results are made of, by the rules of {@link io.orrery.codec.Codec}: a
 * type that it would refuse when a worker starts is refused where it is written.
 */
final class Components {
  private final Types types;
  private final Elements elements;
  private final JdkClasses jdk;
  private final Permitted permitted;
  private final SealedRecords sealedRecords;
  private final Refusals refusals;

  Components(ProcessingEnvironment environment, Refusals refusals) {
    this.types = environment.getTypeUtils();
    this.elements = environment.getElementUtils();
    this.jdk = new JdkClasses(elements);
    this.permitted = new Permitted(types);
    this.sealedRecords = new SealedRecords(types, permitted, refusals);
    this.refusals = refusals;
  }

  /**
   * @param subject begins each message
   * @param type known not to be open; {@link Void} is nothing to encode
   */
  void check(TypeElement handler, String subject, TypeMirror type) {
    if (!isClass(type, Void.class)) {
      new Walk(handler, subject).visit(type, "", handler);
    }
  }

  /** Through one type, each type that it is made of once. */
  private final class Walk {
    private final TypeElement handler;
    private final String subject;
    private final Set<String> seen = new HashSet<>();

    Walk(TypeElement handler, String subject) {
      this.handler = handler;
      this.subject = subject;
    }

    /**
     * @param path from the arguments or the result; "" for the whole
     * @param place where it is declared
     */
    void visit(TypeMirror type, String path, Element place) {
      switch (type.getKind()) {
        case ARRAY -> visit(((ArrayType) type).getComponentType(), path, place);
        case WILDCARD -> visit(((WildcardType) type).getExtendsBound(), path, place);
        case DECLARED -> {
          if (seen.add(type.toString())) {
            declared((DeclaredType) type, path, place);
          }
        }
        // Primitives can be encoded; the compiler reports what is missing.
        default -> {}
      }
    }

    private void declared(DeclaredType type, String path, Element place) {
      TypeElement element = (TypeElement) type.asElement();
      Optional<Class<?>> ofJdk = jdk.type(element);
      if (element.getKind() == ElementKind.ENUM || ofJdk.filter(SimpleTypes::include).isPresent()) {
        return;
      }
      if (ofJdk.isPresent()) {
        library(ofJdk.get(), type, path, place);
      } else if (element.getKind() == ElementKind.RECORD) {
        sealedRecords.check(element);
        record(type, path);
      } else if (SealedRecords.isSealedInterface(element)) {
        sealedRecords.check(element);
        permitted
            .types(type)
            .filter(leaf -> leaf.asElement().getKind() == ElementKind.RECORD)
            .forEach(leaf -> record(leaf, path));
      } else {
        refuse(type, path, place, wayOut(element));
      }
    }

    private void library(Class<?> raw, DeclaredType type, String path, Element place) {
      if (raw == Optional.class) {
        visit(type.getTypeArguments().get(0), path, place);
      } else if (SimpleTypes.isCollection(raw)) {
        visit(type.getTypeArguments().get(0), path + "[]", place);
      } else if (SimpleTypes.isMap(raw)) {
        map(type, path, place);
      } else if (Collection.class.isAssignableFrom(raw)) {
        refuse(type, path, place, "declare it as List or Set");
      } else if (Map.class.isAssignableFrom(raw)) {
        refuse(type, path, place, "declare it as Map");
      } else {
        refuse(type, path, place, wayOut((TypeElement) type.asElement()));
      }
    }

    private void map(DeclaredType type, String path, Element place) {
      if (isKey(type.getTypeArguments().get(0))) {
        visit(type.getTypeArguments().get(1), path + "{}", place);
      } else {
        refuse(
            type,
            path,
            place,
            "use keys of String, an enum, Integer, Long, UUID or a type of java.time");
      }
    }

    private void record(DeclaredType type, String path) {
      TypeElement record = (TypeElement) type.asElement();
      for (RecordComponentElement component : record.getRecordComponents()) {
        String name = component.getSimpleName().toString();
        TypeMirror declared =
            ((ExecutableType) types.asMemberOf(type, component.getAccessor())).getReturnType();
        component(declared, path.isEmpty() ? name : path + "." + name, place(record, name));
      }
    }

    private void component(TypeMirror type, String path, Element place) {
      OpenTypes.whyOpen(type)
          .ifPresentOrElse(
              why ->
                  refusals.at(place, subject + "can't be encoded: component " + path + " " + why),
              () -> visit(type, path, place));
    }

    /** The component itself; the handler, where the record was compiled before. */
    private Element place(TypeElement record, String component) {
      if (elements.getFileObjectOf(record).getKind() != JavaFileObject.Kind.SOURCE) {
        return handler;
      }
      return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
          .filter(field -> field.getSimpleName().contentEquals(component))
          .map(Element.class::cast)
          .findFirst()
          .orElse(record);
    }

    private void refuse(TypeMirror type, String path, Element place, String wayOut) {
      refusals.at(
          place,
          path.isEmpty()
              ? subject + "can't be encoded: " + wayOut
              : subject
                  + "can't be encoded: component "
                  + path
                  + " is of type "
                  + type
                  + ": "
                  + wayOut);
    }
  }

  private boolean isKey(TypeMirror type) {
    return types.asElement(type) instanceof TypeElement key
        && (key.getKind() == ElementKind.ENUM
            || jdk.type(key).filter(SimpleTypes::isKey).isPresent());
  }

  private boolean isClass(TypeMirror type, Class<?> sought) {
    return types.asElement(type) instanceof TypeElement element
        && element.getQualifiedName().contentEquals(sought.getName());
  }

  private static String wayOut(TypeElement type) {
    if (type.getQualifiedName().contentEquals(Object.class.getName())
        || type.getQualifiedName().contentEquals(Enum.class.getName())) {
      return "say which type it is: type variables, wildcards, Object and Enum leave it open";
    }
    return type.getKind() == ElementKind.INTERFACE
        ? "make it a sealed interface of records"
        : "make it a record, or pass one that holds what you need of it";
  }
}
