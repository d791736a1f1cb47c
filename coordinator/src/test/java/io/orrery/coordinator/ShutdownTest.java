package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The grace that a supervisor gives a process, 45 s in our compose file, is not used up. */
class ShutdownTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void whilePostgresHangsACoordinatorEndsInTime() {
    try (Servers servers = Servers.open()) {
      PostgresServer postgres = servers.postgres();
      Coordinator leader = Coordinator.start(TestDatabase.create(postgres).config().build());
      await().atMost(SOON).until(() -> leader.epoch().isPresent());
      postgres.pause();

      assertTimeoutPreemptively(Closing.LIMIT.plusSeconds(5), leader::close);

      postgres.resume();
    }
  }

  @Test
  void anInterruptOfTheCallerEndsTheWaitAndIsKept() {
    Thread stuck = Thread.ofPlatform().daemon().start(ShutdownTest::forEver);
    Closing closing = new Closing(System::nanoTime);
    Thread.currentThread().interrupt();

    closing.await(List.of(stuck), SOON);
    closing.done();

    assertThat(Thread.interrupted()).isTrue();
  }

  private static void forEver() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
