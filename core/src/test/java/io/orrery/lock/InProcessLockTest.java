package io.orrery.lock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class InProcessLockTest extends LeaderLockContract {
  private static final Duration TTL = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong();
  private final InProcessLock lock = new InProcessLock(TTL, nanos::get);

  @Override
  protected LeaderLock candidate() {
    return lock.candidate();
  }

  @Override
  protected void passTtl() {
    nanos.addAndGet(TTL.toNanos());
  }
}
