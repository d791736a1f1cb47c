package io.orrery.coordinator;

import io.orrery.store.Leadership;
import io.orrery.store.StoreUnavailable;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** The one row of leadership, in memory, by a test's clock. */
final class FakeLeadership implements Leadership {
  private final TestTime time;

  long epoch;
  int renewals;
  boolean away;
  private UUID leader = new UUID(0, 0);
  private long leaseUntil;

  FakeLeadership(TestTime time) {
    this.time = time;
    this.leaseUntil = time.now();
  }

  @Override
  public OptionalLong elect(UUID coordinator, Duration lease) {
    answer();
    if (leaseUntil - time.now() > 0) {
      return OptionalLong.empty();
    }
    leader = coordinator;
    leaseUntil = time.now() + lease.toNanos();
    return OptionalLong.of(++epoch);
  }

  @Override
  public boolean renew(UUID coordinator, long asked, Duration lease) {
    answer();
    renewals++;
    boolean holds = asked == epoch && coordinator.equals(leader) && leaseUntil - time.now() > 0;
    if (holds) {
      leaseUntil = time.now() + lease.toNanos();
    }
    return holds;
  }

  @Override
  public void release(UUID coordinator, long asked) {
    answer();
    if (asked == epoch && coordinator.equals(leader)) {
      leaseUntil = time.now();
    }
  }

  @Override
  public Duration lapsedFor() {
    answer();
    return Duration.ofNanos(time.now() - leaseUntil);
  }

  private void answer() {
    if (away) {
      throw new StoreUnavailable("PostgreSQL is away", null);
    }
  }
}
