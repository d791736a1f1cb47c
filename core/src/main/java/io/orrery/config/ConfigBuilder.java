package io.orrery.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Gathers a configuration in code. Not safe for many threads. */
public final class ConfigBuilder {
  private final Map<String, String> values = new HashMap<>();

  ConfigBuilder() {}

  /** Takes the database's URL, {@code jdbc:postgresql://…}, with user and password apart. */
  public ConfigBuilder postgres(String url, String user, String password) {
    return set(ConfigKey.POSTGRES_URL, url)
        .set(ConfigKey.POSTGRES_USER, user)
        .set(ConfigKey.POSTGRES_PASSWORD, password);
  }

  /** Takes the broker's URI, such as {@code amqp://…} or {@code memory:NAME}. */
  public ConfigBuilder broker(String uri) {
    return set(ConfigKey.AMQP_URI, uri);
  }

  /**
   * Sets any key, in the form that the environment would use, as in {@code 15s}. An empty text
   * means its default.
   */
  public ConfigBuilder set(ConfigKey key, String value) {
    Objects.requireNonNull(key, "the configuration key is null: name one of ConfigKey");
    Objects.requireNonNull(
        value,
        () -> "the value of " + key.environment() + " is null: use an empty text for the default");
    values.put(key.name(), value);
    return this;
  }

  /**
   * Checks all of it.
   *
   * @throws ConfigRefused with every problem, if there is one
   */
  public OrreryConfig build() {
    return OrreryConfig.fromCode(values);
  }
}
