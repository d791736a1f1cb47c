package io.orrery.coordinator;

import io.orrery.config.LeaseTuning;
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
  private final LeaseTuning lease;
  private final LongSupplier nanoTime;

  private @Nullable Instant serverStart;
  private long answeredAt;
  private long heldUntil;

  ReapHold(LeaseTuning lease, LongSupplier nanoTime) {
    this.lease = lease;
    this.nanoTime = nanoTime;
    begin();
  }

  /** A term begins. */
  void begin() {
    serverStart = null;
    answeredAt = nanoTime.getAsLong();
    hold();
  }

  /** To be told each time that PostgreSQL has answered. */
  void answered() {
    long now = nanoTime.getAsLong();
    if (now - answeredAt > lease.bearableSilence().toNanos()) {
      hold();
    }
    answeredAt = now;
  }

  /**
   * True: no worker may be marked LOST now. It counts as an answer.
   *
   * @param serverStartedAt as PostgreSQL says; only ever compared with what it said before
   */
  boolean holdsOff(Instant serverStartedAt) {
    answered();
    if (serverStart != null && !serverStart.equals(serverStartedAt)) {
      hold();
    }
    serverStart = serverStartedAt;
    return heldUntil - nanoTime.getAsLong() > 0;
  }

  private void hold() {
    heldUntil = nanoTime.getAsLong() + lease.ttl().toNanos();
  }
}
