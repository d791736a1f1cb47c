package io.orrery.store;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** The epoch lease that elects the leader. Safe for many threads. */
public interface Leadership {
  /** Leads under a new epoch, if nobody's lease holds; else empty. */
  OptionalLong elect(UUID coordinator, Duration lease);

  /** Keeps leading. False: not leader any more, from this moment. */
  boolean renew(UUID coordinator, long epoch, Duration lease);

  /** Ends the lease at once, so that another may be elected. */
  void release(UUID coordinator, long epoch);

  /** How long ago the current lease ended; negative or zero while it holds. */
  Duration lapsedFor();
}
