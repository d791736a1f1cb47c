package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.config.HandlerThreads;
import io.orrery.config.OrreryConfig;
import io.orrery.store.PostgresStore;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A queue is paused and resumed while a worker serves it, on PostgreSQL and RabbitMQ. */
class PauseTest extends SteeredTest {
  private static final int SLOTS = 4;

  PauseTest() {
    super(HandlerThreads.AUTO);
  }

  @AfterEach
  void heal() {
    OwnRabbit.SERVER.resume();
  }

  @Test
  void underLoadNoneOfItsJobsStartsWhileOthersGoOnAndEachRunsOnceAfterTheResume() {
    mayEnd.release(1_000_000);
    startSteered(SLOTS);
    enqueue(60, steered);
    soon().until(() -> started.get() > 10);

    pause();
    awaitPausedHere(true);
    soon().until(() -> running.get() == 0);
    int atPause = started.get();
    enqueue(40, steered);
    enqueue(40, free);
    awaitSucceeded(free, 40);
    // Every doorbell that is needed is where it can be heard again.
    assertThat(started).hasValue(atPause);
    soon().until(() -> broker.depth(queue) == 100 - atPause);
    resume();

    awaitSucceeded(steered, 100);
    assertThat(started).hasValue(100);
    assertEachRanOnce();
  }

  @Test
  void runningJobsOfAPausedQueueGoOn() {
    startSteered(SLOTS);
    enqueue(SLOTS + 2, steered);
    soon().until(() -> running.get() == SLOTS);

    pause();
    awaitPausedHere(true);
    mayEnd.release(1_000);
    awaitSucceeded(steered, SLOTS);
    enqueue(1, free);
    awaitSucceeded(free, 1);

    assertThat(started).hasValue(SLOTS);
  }

  @Test
  void aLostHintIsMadeUpForByTheBeat() {
    mayEnd.release(1_000);
    startSteered(SLOTS);

    queues.pause(queue, ANN);
    awaitPausedHere(true);
    enqueue(5, steered);
    enqueue(1, free);
    awaitSucceeded(free, 1);
    assertThat(started).hasValue(0);
    queues.resume(queue, ANN);

    awaitSucceeded(steered, 5);
  }

  @Test
  void aWorkerThatStartsWhileItsQueueIsPausedObeysFromItsFirstClaimOn() {
    mayEnd.release(1_000);
    startSteered(SLOTS);
    enqueue(1, steered);
    awaitSucceeded(steered, 1);
    closeWorkers();
    queues.pause(queue, ANN);
    enqueue(5, steered);

    restartSteered(SLOTS);
    enqueue(5, free);
    awaitSucceeded(free, 5);
    assertThat(started).hasValue(1);
    soon().until(() -> broker.depth(queue) == 5);
    resume();

    awaitSucceeded(steered, 6);
    assertEachRanOnce();
  }

  @Test
  void withoutABrokerScansPassItOverUntilItIsResumed() {
    mayEnd.release(1_000);
    Connections connections = Connections.open(config, "orrery-test", metrics);
    startSteered(SLOTS, connections);
    enqueue(1, steered);
    awaitSucceeded(steered, 1);

    OwnRabbit.SERVER.pause();
    queues.pause(queue, ANN);
    awaitPausedHere(true);
    insert(20, steered, HELLO);
    insert(20, free, HELLO);
    soon().until(() -> !connections.broker().available());
    advance(Duration.ofSeconds(10));
    awaitSucceeded(free, 20);
    assertThat(succeeded(steered)).isEqualTo(1);
    queues.resume(queue, ANN);

    awaitSucceeded(steered, 21);
    assertEachRanOnce();
  }

  @Test
  void aPauseOutlivesARestartOfPostgres() {
    try (Servers servers = Servers.open();
        TestDatabase own = TestDatabase.create(servers.postgres())) {
      PostgresServer postgres = servers.postgres();
      OrreryConfig ownConfig = configure(own.config());
      try (Broker ownBroker = Brokers.connect(ownConfig.broker(), "t", new BrokerEvents() {});
          PostgresStore ownStore = own.open();
          Worker worker = aWorkerOn(ownConfig)) {
        ownStore.queues().pause(queue, ANN);
        awaitPausedHere(true);

        postgres.kill();
        postgres.restart();
        soon().ignoreExceptions().until(() -> own.number("SELECT count(*) FROM orrery.queue") == 1);

        assertThat(own.column("SELECT paused FROM orrery.queue")).containsExactly("t");
        assertThat(gauge("paused")).isOne();
        soon()
            .ignoreExceptions()
            .until(
                () -> {
                  ownStore.queues().resume(queue, ANN);
                  return own.number("SELECT count(*) FROM orrery.queue WHERE paused") == 0;
                });
        awaitPausedHere(false);
        assertThat(worker.id()).isNotNull();
        assertThat(ownBroker.available()).isTrue();
      }
    }
  }

  private Worker aWorkerOn(OrreryConfig config) {
    return Worker.builder(config)
        .metrics(metrics)
        .queue(queue.value(), SLOTS)
        .handler(Handlers.plain((text, job) -> text))
        .start();
  }
}
