package io.orrery.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a type before any value of it is written or read: every component must be of a type that
 * data can name without a Java class. One walk per check; not thread-safe.
 */
final class TypeCheck {
  private final TypeFactory types;
  private final String what;
  private final Set<JavaType> seen = new HashSet<>();

  TypeCheck(TypeFactory types, String what) {
    this.types = types;
    this.what = what;
  }

  /**
   * @throws EncodingFailed unless {@code type} is a record, an enum or a sealed interface of
   *     records, with components that can be encoded
   */
  void arguments(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (!raw.isRecord() && !raw.isEnum() && !TypeNames.isSealed(raw)) {
      throw refused("", type, "make it a record, an enum or a sealed interface of records");
    }
    component("", type);
  }

  /**
   * @throws EncodingFailed unless {@code type}, whole, could be a component of a record
   */
  void component(String path, JavaType type) {
    Class<?> raw = type.getRawClass();
    if (SimpleTypes.include(raw) || !seen.add(type)) {
      return;
    }
    if (raw.isArray() || raw == Optional.class) {
      component(path, type.getContentType());
    } else if (Collection.class.isAssignableFrom(raw)) {
      collection(path, type);
    } else if (Map.class.isAssignableFrom(raw)) {
      map(path, type);
    } else if (raw.isRecord()) {
      record(path, type);
    } else if (TypeNames.isSealed(raw)) {
      sealed(path, type);
    } else {
      throw refused(path, type, wayOut(raw));
    }
  }

  private void collection(String path, JavaType type) {
    if (!SimpleTypes.isCollection(type.getRawClass())) {
      throw refused(path, type, "declare it as List or Set");
    }
    component(path + "[]", type.getContentType());
  }

  private void map(String path, JavaType type) {
    if (!SimpleTypes.isMap(type.getRawClass())) {
      throw refused(path, type, "declare it as Map");
    }
    if (!SimpleTypes.isKey(type.getKeyType().getRawClass())) {
      throw refused(
          path, type, "use keys of String, an enum, Integer, Long, UUID or a type of java.time");
    }
    component(path + "{}", type.getContentType());
  }

  private void record(String path, JavaType type) {
    Class<?> raw = type.getRawClass();
    TypeNames.flaw(raw)
        .ifPresent(
            flaw -> {
              throw refused(path, type, flaw);
            });
    for (RecordComponent component : raw.getRecordComponents()) {
      component(
          path.isEmpty() ? component.getName() : path + "." + component.getName(),
          types.resolveMemberType(component.getGenericType(), type.getBindings()));
    }
  }

  private void sealed(String path, JavaType type) {
    try {
      for (Class<?> record : TypeNames.records(type.getRawClass()).values()) {
        component(path, types.constructSpecializedType(type, record));
      }
    } catch (IllegalArgumentException e) {
      throw refused(path, type, e.getMessage());
    }
  }

  private static String wayOut(Class<?> raw) {
    if (raw == Object.class || raw == Enum.class) {
      return "say which type it is: type variables, wildcards, Object and Enum leave it open";
    }
    if (raw.isInterface()) {
      return "make it a sealed interface of records";
    }
    return "make it a record, or pass one that holds what you need of it";
  }

  private EncodingFailed refused(String path, JavaType type, String wayOut) {
    return new EncodingFailed(
        path.isEmpty()
            ? "%s can't be of type %s: %s".formatted(what, Shown.type(type), wayOut)
            : "%s can't be encoded: component %s is of type %s: %s"
                .formatted(what, path, Shown.type(type), wayOut),
        null);
  }
}
