package io.orrery.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.orrery.store.StoreRefused;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CloseTest extends ClientTest {
  @Test
  void everyCallSaysThatTheClientIsClosed() throws Exception {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    client.close();

    try (Connection app = database.connect()) {
      app.setAutoCommit(false);
      assertThatThrownBy(() -> client.enqueue(MAIL, TO_ANN)).isInstanceOf(ClientClosed.class);
      assertThatThrownBy(() -> client.enqueueAll(MAIL, List.of())).isInstanceOf(ClientClosed.class);
      assertThatThrownBy(() -> client.within(app)).isInstanceOf(ClientClosed.class);
      assertThatThrownBy(sent::status).isInstanceOf(ClientClosed.class);
      assertThatThrownBy(() -> sent.cancel("late")).isInstanceOf(ClientClosed.class);
      assertThatThrownBy(() -> sent.await(SOON))
          .isInstanceOf(ClientClosed.class)
          .hasMessageContaining("connect a new one");
    }
  }

  @Test
  void closingAgainDoesNothing() {
    client.close();

    client.close();
  }

  /** A call that PostgreSQL keeps waiting keeps the first close waiting too. */
  @Test
  void aSecondCloseWaitsForTheFirst() throws Exception {
    try (Connection stranger = database.connect();
        Statement lock = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      lock.execute("LOCK TABLE orrery.job IN EXCLUSIVE MODE");
      CompletableFuture<Throwable> call =
          CompletableFuture.supplyAsync(() -> catchThrowable(() -> client.enqueue(MAIL, TO_ANN)));
      await().atMost(SOON).until(() -> blocked() == 1);

      Thread first = Thread.ofPlatform().start(client::close);
      await().atMost(SOON).until(() -> first.getState() == Thread.State.TIMED_WAITING);
      Thread second = Thread.ofPlatform().start(client::close);
      await().atMost(SOON).until(() -> second.getState() == Thread.State.WAITING);
      stranger.rollback();

      second.join();
      first.join();
      assertThat(call.join()).isNull();
    }
  }

  @Test
  void aWaitEndsAtTheClose() throws Exception {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> thrown.complete(catchThrowable(() -> sent.await(SOON))));
    await().atMost(SOON).until(CloseTest::someoneWaits);

    client.close();

    assertThat(thrown.get()).isInstanceOf(ClientClosed.class);
  }

  @Test
  void callsUnderWayAreFinishedAndCountedRight() {
    CountDownLatch begun = new CountDownLatch(500);
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(
            () -> {
              awaitZero(begun);
              client.close();
            });

    List<Throwable> failures =
        Crowd.call(
            1_000,
            i -> {
              begun.countDown();
              return catchThrowable(() -> client.enqueue(MAIL, TO_ANN));
            });

    closing.join();
    assertThat(failures.stream().filter(Objects::nonNull))
        .hasOnlyElementsOfType(ClientClosed.class);
    assertThat(jobs()).isEqualTo(failures.stream().filter(Objects::isNull).count());
  }

  /** PostgreSQL keeps every insert waiting, so that the close runs out of patience. */
  @Test
  void nobodyIsLeftWaitingWhereCallsDoNotEnd() throws Exception {
    try (Connection stranger = database.connect();
        Statement lock = stranger.createStatement();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      stranger.setAutoCommit(false);
      lock.execute("LOCK TABLE orrery.job IN EXCLUSIVE MODE");
      List<CompletableFuture<Throwable>> calls =
          Stream.<ThrowingCallable>of(
                  () -> client.enqueue(MAIL, TO_ANN),
                  () -> client.enqueue(MAIL, TO_ANN, o -> o.uniqueKey("k")),
                  () -> client.enqueueAll(MAIL, List.of(TO_ANN)))
              .flatMap(call -> Collections.nCopies(5, call).stream())
              .map(call -> CompletableFuture.supplyAsync(() -> catchThrowable(call), callers))
              .toList();
      await().atMost(SOON).until(() -> blocked() == config.client().connections());

      client.close();

      assertThat(calls)
          .allSatisfy(
              call -> assertThat(call.get(60, SECONDS)).isInstanceOf(RuntimeException.class))
          .allMatch(call -> !(call.join() instanceof StoreRefused));
    }
  }

  @Test
  void noThreadAndNoConnectionIsLeft() {
    client.enqueueAll(MAIL, List.of(TO_ANN));

    client.close();

    await().atMost(SOON).until(() -> database.number(OURS) == 0);
    await()
        .atMost(SOON)
        .until(() -> threads().stream().noneMatch(n -> n.startsWith("orrery-client")));
  }

  private static final String OURS =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'orrery-client'";

  private static boolean someoneWaits() {
    return threads().contains("orrery-await");
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private static void awaitZero(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
