package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate(2, 1);
  private final AtomicInteger entered = new AtomicInteger();
  private final CountDownLatch mayLeave = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void letAllLeave() {
    mayLeave.countDown();
    threads.close();
  }

  @Test
  void callersPastTheBoundWaitOutside() {
    List<CompletableFuture<Throwable>> callers = Stream.generate(this::caller).limit(5).toList();
    await().atMost(ClientTest.SOON).until(() -> gate.waiting() == 3);

    assertThat(entered).hasValue(2);
    mayLeave.countDown();

    assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).isNull());
    assertThat(entered).hasValue(5);
  }

  @Test
  void aBulkCallThatWaitsTakesNoPlaceFromOthers() {
    List<CompletableFuture<Throwable>> bulk = Stream.generate(this::bulkCaller).limit(3).toList();
    await().atMost(ClientTest.SOON).until(() -> entered.get() == 1 && gate.waiting() == 2);

    CompletableFuture<Throwable> single = caller();
    await().atMost(ClientTest.SOON).until(() -> entered.get() == 2);
    CompletableFuture<Boolean> shut = CompletableFuture.supplyAsync(() -> gate.shut(60), threads);
    await().atMost(ClientTest.SOON).until(() -> gate.waiting() == 3);
    mayLeave.countDown();

    assertThat(shut.join()).isTrue();
    assertThat(single.join()).isNull();
    assertThat(bulk.stream().map(CompletableFuture::join))
        .filteredOn(ClientClosed.class::isInstance)
        .hasSize(2);
  }

  @Test
  void aShutGateLetsThoseInsideFinishAndNobodyElseIn() {
    List<CompletableFuture<Throwable>> callers = Stream.generate(this::caller).limit(5).toList();
    await().atMost(ClientTest.SOON).until(() -> gate.waiting() == 3);

    CompletableFuture<Boolean> shut = CompletableFuture.supplyAsync(() -> gate.shut(60), threads);
    await().atMost(ClientTest.SOON).until(() -> gate.waiting() == 4);
    mayLeave.countDown();

    assertThat(shut.join()).isTrue();
    assertThat(callers.stream().map(CompletableFuture::join))
        .filteredOn(ClientClosed.class::isInstance)
        .hasSize(3);
    assertThat(entered).hasValue(2);
  }

  @Test
  void aCallThatDoesNotEndIsNotWaitedForForEver() {
    CompletableFuture<Throwable> staying = caller();
    await().atMost(ClientTest.SOON).until(() -> entered.get() == 1);

    assertThat(gate.shut(0)).isFalse();
    assertThat(staying).isNotDone();
  }

  private CompletableFuture<Throwable> caller() {
    return CompletableFuture.supplyAsync(
        () -> catchThrowable(() -> gate.pass(this::stay)), threads);
  }

  private CompletableFuture<Throwable> bulkCaller() {
    return CompletableFuture.supplyAsync(
        () -> catchThrowable(() -> gate.passBulk(this::stay)), threads);
  }

  private boolean stay() {
    entered.incrementAndGet();
    try {
      mayLeave.await();
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
