package io.orrery.config;

import io.orrery.Printable;
import io.orrery.QueueName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what single queues say of retention: {@code QUEUE NAME=VALUE …; QUEUE NAME=VALUE …}, where
 * a name is one of {@code succeeded}, {@code cancelled}, {@code dead} (durations) and {@code most}
 * (a number).
 */
final class QueueRetentions {
  private static final List<String> NAMES = List.of("succeeded", "cancelled", "dead", "most");

  private QueueRetentions() {}

  /**
   * Reads the text of all queues.
   *
   * @param usual what a queue does not say
   * @throws IllegalArgumentException with a few words on what is wrong; they follow key and text
   */
  static Map<QueueName, Retention> parse(String text, Retention usual) {
    Map<QueueName, Retention> queues = new HashMap<>();
    for (String part : text.split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      List<String> words = Arrays.asList(part.strip().split("\\s+"));
      QueueName queue = new QueueName(words.getFirst());
      if (words.size() == 1) {
        throw new IllegalArgumentException("queue " + queue + " says nothing");
      }
      if (queues.put(queue, retention(queue, words.subList(1, words.size()), usual)) != null) {
        throw new IllegalArgumentException("queue " + queue + " stands there twice");
      }
    }
    return queues;
  }

  private static Retention retention(QueueName queue, List<String> settings, Retention usual) {
    Map<String, String> given = new HashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      String name = setting.substring(0, Math.max(0, equals));
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "\"%s\" of queue %s is none of succeeded=, cancelled=, dead=, most="
                .formatted(Printable.line(setting), queue));
      }
      if (given.put(name, setting.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("queue %s says %s twice".formatted(queue, name));
      }
    }
    try {
      return retention(given, usual);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("queue %s: %s".formatted(queue, e.getMessage()), e);
    }
  }

  private static Retention retention(Map<String, String> given, Retention usual) {
    return new Retention(
        value(
            given, "succeeded", ConfigKey.RETENTION_SUCCEEDED, Values::duration, usual.succeeded()),
        value(
            given, "cancelled", ConfigKey.RETENTION_CANCELLED, Values::duration, usual.cancelled()),
        value(given, "dead", ConfigKey.RETENTION_DEAD, Values::duration, usual.dead()),
        value(given, "most", ConfigKey.RETENTION_MOST, Values::wholeNumber, usual.most()));
  }

  /** What the queue says, within the range of the key that holds for all others. */
  private static <T extends Comparable<T>> T value(
      Map<String, String> given, String name, ConfigKey key, Function<String, T> parse, T usual) {
    String text = given.get(name);
    if (text == null) {
      return usual;
    }
    try {
      return Values.inRange(key, text, parse);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s \"%s\" is %s".formatted(name, Printable.line(text), e.getMessage()), e);
    }
  }
}
