package io.orrery.config;

/**
 * The coordinators' lock in Redis.
 *
 * @param key the same for all coordinators of one database
 */
public record RedisConfig(RedisAddress address, String key) {
  @Override
  public String toString() {
    return address + " (key " + key + ")";
  }
}
