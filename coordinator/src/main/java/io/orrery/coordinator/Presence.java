package io.orrery.coordinator;

import io.orrery.store.Attendance;
import io.orrery.store.Attendance.Present;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every few seconds that this coordinator is there, for people to see. On a thread of its own:
 * however long PostgreSQL takes to hear it, no renewal of a lease waits. Used by one thread at a
 * time.
 */
final class Presence {
  private static final Logger log = LoggerFactory.getLogger(Presence.class);
  static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Attendance attendance;
  private final Supplier<Present> me;
  private boolean arrived;
  private boolean heard;
  private boolean told;

  /**
   * @param me as it is at each look
   */
  Presence(Attendance attendance, Supplier<Present> me) {
    this.attendance = attendance;
    this.me = me;
  }

  /** Says it once. Returns how long to wait before the next time. */
  Duration step() {
    try {
      if (arrived) {
        attendance.seen(me.get());
      } else {
        attendance.arrive(me.get());
      }
      arrived = true;
      heard = true;
      told = false;
    } catch (RuntimeException e) {
      heard = false;
      if (!told) {
        log.warn("orrery.coordinator could not be written, and is tried again: {}", e.getMessage());
      }
      told = true;
    }
    return BETWEEN;
  }

  /** Takes the coordinator off the list; where nobody listens, the row goes after a day. */
  void leave() {
    if (!heard) {
      return;
    }
    try {
      attendance.leave(me.get().id());
    } catch (RuntimeException e) {
      log.debug("The coordinator stays on the list for a day", e);
    }
  }
}
