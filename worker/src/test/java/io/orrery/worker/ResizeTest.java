package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.config.HandlerThreads;
import org.junit.jupiter.api.Test;

/**
 * The slots of a queue are changed while a worker serves it. Platform threads: they are counted.
 */
class ResizeTest extends SteeredTest {
  ResizeTest() {
    super(HandlerThreads.PLATFORM);
  }

  @Test
  void fromFiveSlotsToFiftyToOneUnderLoad() {
    startSteered(5);
    enqueue(120, steered);
    soon().until(() -> running.get() == 5);

    limit(50);
    soon().until(() -> running.get() == 50);
    assertThat(gauge("slots")).isEqualTo(50);
    soon().until(() -> row().equals("{50,4}/54"));

    limit(1);
    soon().until(() -> gauge("slots") == 1);
    // Other queues have their threads all the same.
    enqueue(8, free);
    awaitSucceeded(free, 8);
    assertThat(started).hasValue(50);
    mayEnd.release(49);
    soon().until(() -> running.get() == 1);
    most.set(1);
    mayEnd.release(20);
    awaitSucceeded(steered, 69);

    assertThat(most).hasValue(1);
    assertThat(running.get()).isLessThanOrEqualTo(1);
    soon().until(() -> row().equals("{1,4}/5"));
    queues.slotsAsStarted(queue, ANN);
    hint();
    soon().until(() -> running.get() == 5);
    mayEnd.release(1_000);
    awaitSucceeded(steered, 120);
    assertEachRanOnce();
  }

  @Test
  void aWorkerThatStartsWhileItsQueueIsLimitedObeysFromItsFirstClaimOn() {
    queues.slots(queue, 2, ANN);
    insert(20, steered, HELLO);
    startSteered(10);
    enqueue(20, steered);

    soon().until(() -> running.get() == 2);
    enqueue(1, free);
    awaitSucceeded(free, 1);
    mayEnd.release(1_000);
    awaitSucceeded(steered, 20);

    assertThat(most).hasValue(2);
  }

  private void limit(int slots) {
    queues.slots(queue, slots, ANN);
    hint();
  }

  private String row() {
    return database
        .column(
            "SELECT queue_slots::text || '/' || slots FROM orrery.worker WHERE status = 'ACTIVE'")
        .getFirst();
  }
}
