package io.orrery.coordinator.lock;

import io.orrery.lock.LeaderLock;
import io.orrery.lock.LeaderLockContract;
import io.orrery.store.PostgresStore;
import io.orrery.store.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresLockTest extends LeaderLockContract {
  private static final Duration TTL = Duration.ofMinutes(10);

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private final List<LeaderLock> candidates = new ArrayList<>();

  private Duration ahead = Duration.ZERO;

  @AfterEach
  void close() {
    candidates.forEach(LeaderLock::close);
    store.close();
    database.close();
  }

  @Override
  protected synchronized LeaderLock candidate() {
    LeaderLock candidate = new PostgresLock(store.lockRow(), TTL);
    candidates.add(candidate);
    return candidate;
  }

  @Override
  protected void passTtl() {
    ahead = ahead.plus(TTL);
    database.moveClock(ahead);
  }
}
