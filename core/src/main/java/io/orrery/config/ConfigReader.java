package io.orrery.config;

import io.orrery.QueueName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns texts into values, and gathers every problem on the way instead of stopping at the first.
 * Used once, by one thread.
 */
final class ConfigReader {
  private final ConfigSource source;
  private final List<String> problems;

  ConfigReader(ConfigSource source) {
    this.source = source;
    this.problems = new ArrayList<>(source.problems());
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigRefused with all problems, if there was one
   */
  void finish() {
    if (!problems.isEmpty()) {
      throw new ConfigRefused(source.name(), problems);
    }
  }

  /** Makes a group of values. Empty if one of them is bad, or if they don't go together. */
  <T> Optional<T> group(Supplier<T> read) {
    int before = problems.size();
    try {
      return Optional.of(read.get());
    } catch (IllegalArgumentException e) {
      // A bad value was replaced by its default: what does not go with that is no second problem.
      if (problems.size() == before) {
        problems.add(String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    }
  }

  /** A rule between groups: looked at only where they are good in themselves. */
  void rule(Runnable check) {
    if (problems.isEmpty()) {
      group(
          () -> {
            check.run();
            return true;
          });
    }
  }

  Optional<String> text(ConfigKey key) {
    return read(key, Function.identity());
  }

  String jdbcUrl(ConfigKey key) {
    return read(key, Values::jdbcUrl).orElse(key.example());
  }

  Optional<RedisAddress> redis(ConfigKey key) {
    return read(key, RedisAddress::parse);
  }

  Optional<URI> broker(ConfigKey key) {
    return read(key, Values::broker);
  }

  Duration duration(ConfigKey key) {
    return ranged(key, Values::duration);
  }

  int count(ConfigKey key) {
    return ranged(key, Values::wholeNumber);
  }

  HandlerThreads threads(ConfigKey key) {
    return read(key, Values::threads).orElse(HandlerThreads.AUTO);
  }

  /**
   * @param usual what holds where a queue says nothing else
   */
  Map<QueueName, Retention> queueRetentions(ConfigKey key, Retention usual) {
    return read(key, text -> QueueRetentions.parse(text, usual)).orElse(Map.of());
  }

  private <T extends Comparable<T>> T ranged(ConfigKey key, Function<String, T> parse) {
    return read(key, text -> Values.inRange(key, text, parse)).orElseThrow();
  }

  /** The value; where it is bad, that of the default, so that the reading can go on. */
  private <T> Optional<T> read(ConfigKey key, Function<String, T> parse) {
    String text = source.texts().get(key);
    String name = source.naming().of(key);
    if (text == null) {
      if (key.required()) {
        problems.add("%s is not set: set it as in %s".formatted(name, key.example()));
      }
      return key.preset().map(parse);
    }
    try {
      // A password may begin or end with a space; nothing else does.
      return Optional.of(parse.apply(key.type() == ValueType.TEXT ? text : text.strip()));
    } catch (IllegalArgumentException e) {
      problems.add(
          "%s is %s: %s; write it as in %s"
              .formatted(name, Values.shown(key, text), e.getMessage(), key.example()));
      return key.preset().map(parse);
    }
  }
}
