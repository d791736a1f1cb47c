package io.orrery.config;

import static io.orrery.config.ConfigKey.LEASE_BEAT;
import static io.orrery.config.ConfigKey.LEASE_TTL;
import static io.orrery.config.ConfigKey.LEASE_UNCERTAIN;

import java.time.Duration;

/**
 * A worker's right to its claims, and when it ends. The same on every worker and coordinator.
 *
 * @param ttl how long a beat is good for
 * @param beat between two renewals
 * @param uncertain after this long without a renewal the worker claims nothing more
 * @param reapGrace past the end of the lease, before the worker counts as lost
 */
public record LeaseTuning(Duration ttl, Duration beat, Duration uncertain, Duration reapGrace) {
  public LeaseTuning {
    Checks.shorter(LEASE_BEAT, beat, LEASE_UNCERTAIN, uncertain);
    Checks.shorter(LEASE_UNCERTAIN, uncertain, LEASE_TTL, ttl);
  }

  /**
   * The longest silence of PostgreSQL that takes no live worker's lease: half of what is left of it
   * when the next beat is due. The other half is for the worker, to get through again.
   */
  public Duration bearableSilence() {
    return ttl.minus(beat).dividedBy(2);
  }
}
