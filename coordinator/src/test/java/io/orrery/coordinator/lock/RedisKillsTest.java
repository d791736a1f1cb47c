package io.orrery.coordinator.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.orrery.config.RedisAddress;
import io.orrery.lock.LockUnavailable;
import io.orrery.testing.servers.RedisServer;
import io.orrery.testing.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Redis dies again and again, and nothing of it stays in this process. */
class RedisKillsTest {
  /** As many as a test may take; more with {@code -Dorrery.restarts=50}. */
  private static final int RESTARTS = Integer.getInteger("orrery.restarts", 10);

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Servers SERVERS = Servers.open();

  private final RedisServer server = SERVERS.redis();

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @Test
  void theLockComesBackEachTimeAndNoConnectionOrThreadIsLeft() throws IOException {
    assumeThat(DESCRIPTORS).isDirectory();
    AtomicInteger told = new AtomicInteger();
    try (RedisLock holder = lock();
        RedisLock other = lock()) {
      other.onReleased(told::incrementAndGet);
      killAndTakeAnew(holder, other);
      awaitTelling(holder, told);
      Held before = Held.now();

      for (int i = 0; i < RESTARTS; i++) {
        killAndTakeAnew(holder, other);
      }

      awaitTelling(holder, told);
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(Held.now()).matches(before::covers, "as many as " + before));
    }
  }

  private void killAndTakeAnew(RedisLock holder, RedisLock other) {
    server.kill();
    assertThatThrownBy(holder::renew).isInstanceOf(LockUnavailable.class);
    assertThatThrownBy(other::tryAcquire).isInstanceOf(LockUnavailable.class);
    server.restart();
    await().atMost(SOON).ignoreExceptions().until(holder::tryAcquire);
  }

  /** Then the one connection of each and that of the listening stand again. */
  private static void awaitTelling(RedisLock holder, AtomicInteger told) {
    int before = told.get();
    await()
        .atMost(SOON)
        .until(
            () -> {
              holder.tryAcquire();
              holder.release();
              return told.get() > before;
            });
  }

  private RedisLock lock() {
    return new RedisLock(
        RedisAddress.parse(server.uri().toString()), "test", Duration.ofMinutes(10));
  }

  /** What the process has open, and its threads without those of this test. */
  private record Held(long descriptors, long threads) {
    private static final List<String> OF_THE_TEST = List.of("process reaper", "awaitility");

    boolean covers(Held later) {
      return later.descriptors <= descriptors && later.threads <= threads;
    }

    static Held now() throws IOException {
      try (Stream<Path> open = Files.list(DESCRIPTORS)) {
        long threads =
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> OF_THE_TEST.stream().noneMatch(name::startsWith))
                .count();
        return new Held(open.count(), threads);
      }
    }
  }
}
