package io.orrery.store;

import java.time.Duration;
import java.util.UUID;

/**
 * The coordinators' lock as one row. Safe for many threads. Every method throws {@link
 * StoreUnavailable}.
 */
public interface LockRow {
  /**
   * How often the lock was released.
   *
   * @param byMe whether the last release was the asker's
   */
  record Releases(long count, boolean byMe) {}

  /** Takes the lock if it is free, or keeps it. False: another holds it. */
  boolean take(UUID candidate, Duration ttl);

  /** False: it is over, or another's. */
  boolean renew(UUID candidate, Duration ttl);

  /** Frees the lock if it is the candidate's, and counts the release in any case. */
  void release(UUID candidate);

  Releases releases(UUID candidate);
}
