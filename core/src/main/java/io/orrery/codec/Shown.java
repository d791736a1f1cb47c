package io.orrery.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.orrery.Printable;
import java.util.Collection;
import java.util.stream.Collectors;

/** What messages show of data and types: bounded, and without what could forge a line of a log. */
final class Shown {
  private static final int MOST_CHARS = 64;
  private static final int MOST_STEPS = 8;
  private static final int MOST_NAMES = 20;

  private Shown() {}

  static String name(String name) {
    String cut = name.length() > MOST_CHARS ? name.substring(0, MOST_CHARS) + "…" : name;
    return Printable.line(cut);
  }

  static String names(Collection<String> names) {
    return names.stream().sorted().limit(MOST_NAMES).collect(Collectors.joining(", "))
        + (names.size() > MOST_NAMES ? ", …" : "");
  }

  /** A type as Java code says it, with its type arguments. */
  static String type(JavaType type) {
    if (type.isArrayType()) {
      return type(type.getContentType()) + "[]";
    }
    String arguments =
        type.getBindings().getTypeParameters().stream()
            .map(Shown::type)
            .collect(Collectors.joining(", "));
    return type.getRawClass().getName() + (arguments.isEmpty() ? "" : "<" + arguments + ">");
  }

  /** The way to a component, as {@code order.items[3].price}; "" for the whole value. */
  static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    int steps = 0;
    for (JsonMappingException.Reference step : failure.getPath()) {
      if (steps++ == MOST_STEPS) {
        return path.append("…").toString();
      }
      if (step.getFieldName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(name(step.getFieldName()));
      } else {
        path.append('[').append(step.getIndex()).append(']');
      }
    }
    return path.toString();
  }
}
