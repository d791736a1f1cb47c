package io.orrery.config;

import java.util.HashMap;
import java.util.Map;

/** Environments for tests: what must be set, and what the test adds. */
final class Environments {
  private Environments() {}

  /**
   * @param more names and values in turn
   */
  static Map<String, String> workingWith(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ORRERY_POSTGRES_URL", "jdbc:postgresql://db:5432/orrery");
    environment.put("ORRERY_AMQP_URI", "amqp://orrery:hush@broker:5672/orrery");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }
}
