package io.orrery.coordinator.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.orrery.lock.LeaderLock;
import io.orrery.lock.LeaderLockContract;
import io.orrery.lock.LockUnavailable;
import io.orrery.store.PostgresStore;
import io.orrery.store.StoreSettings;
import io.orrery.store.TestDatabase;
import io.prometheus.client.CollectorRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresLockTest extends LeaderLockContract {
  private static final Duration TTL = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(30);

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

  /** An election must not wait for it: its lease would run out. */
  @Test
  void whereEveryConnectionIsTakenItSaysSoWithinASecond() throws SQLException {
    UUID leader = UUID.randomUUID();
    long epoch = store.leadership().elect(leader, TTL).orElseThrow();
    StoreSettings one = StoreSettings.ofCoordinator(database.config().build(), "test", 1);
    try (PostgresStore shared = PostgresStore.open(one, new CollectorRegistry());
        LeaderLock lock = new PostgresLock(shared.lockRow(), TTL);
        ExecutorService duty = Executors.newSingleThreadExecutor();
        Connection stranger = holding("orrery.leadership")) {
      duty.execute(() -> shared.leadership().renew(leader, epoch, TTL));
      await().atMost(SOON).until(this::somebodyWaits);

      assertTimeoutPreemptively(
          Duration.ofSeconds(3),
          () -> assertThatThrownBy(lock::tryAcquire).isInstanceOf(LockUnavailable.class));

      stranger.rollback();
      await().atMost(SOON).until(lock::tryAcquire);
    }
  }

  @Test
  void aRowThatSomebodyHoldsIsNotWaitedFor() throws SQLException {
    LeaderLock lock = candidate();
    lock.tryAcquire();

    try (Connection stranger = holding("orrery.leader_lock")) {
      assertThat(lock.renew()).isFalse();
      assertThat(lock.tryAcquire()).isFalse();
      lock.release();
      stranger.rollback();
    }

    assertThat(lock.renew()).isTrue();
  }

  private boolean somebodyWaits() {
    return database.number(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        > 0;
  }

  /** A session that holds the rows of a table. */
  private Connection holding(String table) throws SQLException {
    Connection stranger = database.connect();
    stranger.setAutoCommit(false);
    try (Statement statement = stranger.createStatement()) {
      statement.execute("SELECT FROM " + table + " FOR UPDATE");
    }
    return stranger;
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
