package io.orrery.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The types from the JDK that can be encoded. The list is closed: what is not here is refused. For
 * the annotation processor, which holds the types in source code against it.
 */
public final class SimpleTypes {
  private static final Set<Class<?>> SCALARS =
      Set.of(
          boolean.class,
          Boolean.class,
          byte.class,
          Byte.class,
          short.class,
          Short.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          float.class,
          Float.class,
          double.class,
          Double.class,
          char.class,
          Character.class,
          String.class,
          Instant.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class);

  private static final Set<Class<?>> COLLECTIONS =
      Set.of(
          Collection.class,
          List.class,
          ArrayList.class,
          Set.class,
          HashSet.class,
          LinkedHashSet.class,
          EnumSet.class,
          SortedSet.class,
          NavigableSet.class,
          TreeSet.class);

  private static final Set<Class<?>> MAPS =
      Set.of(
          Map.class,
          HashMap.class,
          LinkedHashMap.class,
          EnumMap.class,
          SortedMap.class,
          NavigableMap.class,
          TreeMap.class);

  private SimpleTypes() {}

  /** Whether the class is encoded as one scalar: all enums are. */
  public static boolean include(Class<?> type) {
    boolean isEnum = Enum.class.isAssignableFrom(type) && type != Enum.class;
    return isEnum || SCALARS.contains(type) || TextType.of(type).isPresent();
  }

  /** Whether a component may be declared as this kind of collection. */
  public static boolean isCollection(Class<?> type) {
    return COLLECTIONS.contains(type);
  }

  /** Whether a component may be declared as this kind of map. */
  public static boolean isMap(Class<?> type) {
    return MAPS.contains(type);
  }

  /** Whether a map may have keys of this class. */
  public static boolean isKey(Class<?> type) {
    return type == String.class
        || type == Integer.class
        || type == Long.class
        || type == Instant.class
        || type.isEnum()
        || TextType.of(type).isPresent();
  }
}
