package io.orrery.coordinator;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps live workers from being taken for lost after a time in which they may have been unable to
 * beat: for one lease, so that each can beat again first. Such a time is one in which PostgreSQL
 * did not answer us, a restart of the server, or whatever came before this term: a leader that died
 * and a database that was away look alike to the next. Used by one thread.
 */
final class ReapHold {
  /** A silence of PostgreSQL that is long enough to have cost somebody a beat. */
  static final Duration GAP = Duration.ofSeconds(5);

  private final Duration lease;
  private final LongSupplier nanoTime;

  private @Nullable Instant serverStart;
  private long contactAt;
  private long heldUntil;

  /**
   * @param lease of a worker
   */
  ReapHold(Duration lease, LongSupplier nanoTime) {
    this.lease = lease;
    this.nanoTime = nanoTime;
    begin();
  }

  /** A term begins. */
  void begin() {
    serverStart = null;
    contactAt = nanoTime.getAsLong();
    hold();
  }

  /**
   * To be told each time that PostgreSQL has answered. True: no worker may be marked LOST now.
   *
   * @param serverStartedAt as PostgreSQL says; only ever compared with what it said before
   */
  boolean holdsOff(Instant serverStartedAt) {
    boolean silent = nanoTime.getAsLong() - contactAt > GAP.toNanos();
    boolean restarted = serverStart != null && !serverStart.equals(serverStartedAt);
    serverStart = serverStartedAt;
    contactAt = nanoTime.getAsLong();
    if (silent || restarted) {
      hold();
    }
    return heldUntil - nanoTime.getAsLong() > 0;
  }

  private void hold() {
    heldUntil = nanoTime.getAsLong() + lease.toNanos();
  }
}
