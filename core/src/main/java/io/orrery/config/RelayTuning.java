package io.orrery.config;

import static io.orrery.config.ConfigKey.RELAY_FIRST;
import static io.orrery.config.ConfigKey.RELAY_MOST;
import static io.orrery.config.ConfigKey.RELAY_REPEAT;

import java.time.Duration;

/**
 * When a doorbell that brought no claim is suspected lost.
 *
 * @param first after a job's first doorbell
 * @param repeat after its second; doubles with each further one
 * @param most the longest pause
 */
public record RelayTuning(Duration first, Duration repeat, Duration most) {
  public RelayTuning {
    Checks.notLonger(RELAY_FIRST, first, RELAY_REPEAT, repeat);
    Checks.notLonger(RELAY_REPEAT, repeat, RELAY_MOST, most);
  }
}
