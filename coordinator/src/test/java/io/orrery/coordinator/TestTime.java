package io.orrery.coordinator;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A monotonic clock that moves when a test says so. Safe for many threads. */
final class TestTime {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

  /** With the real wall clock, and chance that is the same each time. */
  Ambient ambient() {
    return new Ambient(nanos::get, Clock.systemUTC(), new Random(7));
  }

  long now() {
    return nanos.get();
  }

  void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
