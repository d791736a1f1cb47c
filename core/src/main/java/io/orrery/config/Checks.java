package io.orrery.config;

import java.time.Duration;
import java.util.Locale;

/** The rules that hold between values. Messages call keys by their names in the environment. */
final class Checks {
  private Checks() {}

  static void shorter(ConfigKey key, Duration value, ConfigKey thanKey, Duration than) {
    if (value.compareTo(than) >= 0) {
      throw new IllegalArgumentException(
          "%s (%s) must be shorter than %s (%s)"
              .formatted(key.environment(), words(value), thanKey.environment(), words(than)));
    }
  }

  /** The reaper hears of a silence of PostgreSQL only as often as it looks. */
  static void reaperKeepsUp(LeaseTuning lease, CoordinatorTuning coordinator) {
    Duration most = lease.bearableSilence();
    if (coordinator.reapPoll().compareTo(most) >= 0) {
      throw new IllegalArgumentException(
          "%s (%s) must be shorter than half of %s less %s (%s)"
              .formatted(
                  ConfigKey.REAP_POLL.environment(),
                  words(coordinator.reapPoll()),
                  ConfigKey.LEASE_TTL.environment(),
                  ConfigKey.LEASE_BEAT.environment(),
                  words(most)));
    }
  }

  static void notLonger(ConfigKey key, Duration value, ConfigKey thanKey, Duration than) {
    if (value.compareTo(than) > 0) {
      throw new IllegalArgumentException(
          "%s (%s) must not be longer than %s (%s)"
              .formatted(key.environment(), words(value), thanKey.environment(), words(than)));
    }
  }

  /** As a setting is written: {@code 1m30s}. */
  private static String words(Duration duration) {
    return duration.isZero()
        ? "0s"
        : duration.toString().substring(1).replace("T", "").toLowerCase(Locale.ROOT);
  }
}
