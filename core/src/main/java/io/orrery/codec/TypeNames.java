package io.orrery.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names that encoded data has for the records of sealed interfaces. */
final class TypeNames {
  /** The first field of a named record. No component can be called so. */
  static final String FIELD = "@type";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private TypeNames() {}

  static Optional<String> of(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(TypeName.class)).map(TypeName::value);
  }

  static boolean isSealed(Class<?> type) {
    return type.isInterface() && type.isSealed();
  }

  /** Whether data needs the record's name, since some sealed interface permits the record. */
  private static boolean needsName(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .anyMatch(parent -> isSealed(parent) || needsName(parent));
  }

  /** What is wrong with a record's name, or with its lack of one; empty if all is well. */
  static Optional<String> flaw(Class<?> record) {
    if (!needsName(record) && of(record).isEmpty()) {
      return Optional.empty();
    }
    try {
      nameOf(record);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * The records of a sealed interface, those of nested sealed interfaces among them, in the order
   * of their {@code permits}.
   *
   * @throws IllegalArgumentException if a permitted type is no record, or lacks a name of its own;
   *     the message says what to write
   */
  static Map<String, Class<?>> records(Class<?> sealed) {
    Map<String, Class<?>> records = new LinkedHashMap<>();
    leaves(sealed)
        .distinct()
        .forEach(
            record -> {
              Class<?> other = records.putIfAbsent(nameOf(record), record);
              if (other != null) {
                throw new IllegalArgumentException(
                    "%s has the @TypeName of %s: give each its own"
                        .formatted(record.getName(), other.getName()));
              }
            });
    return records;
  }

  /**
   * @throws IllegalArgumentException if the record lacks a name or has one that is not allowed
   */
  private static String nameOf(Class<?> record) {
    if (!record.isRecord()) {
      throw new IllegalArgumentException(
          record.getName() + " is permitted by a sealed interface, but is no record: make it one");
    }
    String name =
        of(record)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is permitted by a sealed interface, but has no name: add @TypeName(\"%s\")"
                            .formatted(record.getName(), suggestion(record))));
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s has the @TypeName \"%s\": use %s".formatted(record.getName(), name, NAME.pattern()));
    }
    return name;
  }

  private static Stream<Class<?>> leaves(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(permitted -> isSealed(permitted) ? leaves(permitted) : Stream.of(permitted));
  }

  private static String suggestion(Class<?> record) {
    return record
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
