package io.orrery.config;

import io.orrery.Printable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one place says, by key, with the problems found while looking.
 *
 * @param name of the place, for messages
 * @param texts what is set, not yet read; nothing empty
 * @param problems keys that are not known, files that can't be read
 * @param naming how the place calls a key
 */
record ConfigSource(
    String name, Map<ConfigKey, String> texts, List<String> problems, Naming naming) {

  /** How a place calls keys. */
  enum Naming {
    ENVIRONMENT("_FILE"),
    PROPERTIES(".file"),
    CODE("");

    private final String fileSuffix;

    Naming(String fileSuffix) {
      this.fileSuffix = fileSuffix;
    }

    String of(ConfigKey key) {
      return switch (this) {
        case ENVIRONMENT -> key.environment();
        case PROPERTIES -> key.property();
        case CODE -> key.name();
      };
    }

    /** The key that names a file with the secret. */
    Optional<String> fileOf(ConfigKey key) {
      return key.secret() && this != CODE ? Optional.of(of(key) + fileSuffix) : Optional.empty();
    }
  }

  /**
   * Sorts entries by key. An empty value counts as not set, as where a compose file passes on what
   * nobody set.
   */
  static ConfigSource of(String name, Map<String, String> entries, Naming naming) {
    Map<String, String> left = new TreeMap<>(entries);
    EnumMap<ConfigKey, String> texts = new EnumMap<>(ConfigKey.class);
    List<String> problems = new ArrayList<>();
    for (ConfigKey key : ConfigKey.values()) {
      try {
        textOf(key, naming, left).ifPresent(text -> texts.put(key, text));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    for (String unknown : left.keySet()) {
      problems.add(
          Printable.line(unknown)
              + NearestName.of(unknown, names(naming))
                  .map(" is not known; did you mean %s?"::formatted)
                  .orElse(
                      " is not known: remove it, or use one of the keys in docs/configuration.md"));
    }
    return new ConfigSource(name, texts, problems, naming);
  }

  /** The same, with one problem more. */
  ConfigSource withProblem(String problem) {
    List<String> more = new ArrayList<>(problems);
    more.add(problem);
    return new ConfigSource(name, texts, more, naming);
  }

  /** Takes a key's value, or what the file that is named instead holds. */
  private static Optional<String> textOf(ConfigKey key, Naming naming, Map<String, String> left) {
    Optional<String> inline = taken(left, naming.of(key));
    Optional<String> fileName = naming.fileOf(key);
    Optional<String> file = fileName.flatMap(name -> taken(left, name));
    if (file.isEmpty()) {
      return inline;
    }
    if (inline.isPresent()) {
      throw new IllegalArgumentException(
          "%s and %s are both set: keep one".formatted(naming.of(key), fileName.get()));
    }
    try {
      return file.map(SecretFile::read);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(fileName.get() + " " + e.getMessage(), e);
    }
  }

  private static Optional<String> taken(Map<String, String> left, String name) {
    return Optional.ofNullable(left.remove(name)).filter(text -> !text.isBlank());
  }

  private static Set<String> names(Naming naming) {
    Set<String> names = new LinkedHashSet<>();
    for (ConfigKey key : ConfigKey.values()) {
      names.add(naming.of(key));
      naming.fileOf(key).ifPresent(names::add);
    }
    return names;
  }
}
