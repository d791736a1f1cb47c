package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.broker.Broker;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * That each of very many acknowledgements holds, and nothing piles up. An adapter that acknowledges
 * what is not its own, or twice, is punished by brokers with the loss of its channel; then what it
 * held comes again, and the counts are off.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
abstract class AckScenarios extends Scenarios {
  /** A million in the long form, which takes minutes: {@code -Dorrery.acks=1000000}. */
  private static final int ACKS = Integer.getInteger("orrery.acks", 50_000);

  /** Rung at once: half of the window, as the wave before may not be confirmed yet. */
  private static final int WAVE = 5_000;

  private static final int PREFETCH = 200;

  private final Queue<Doorbell> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger delivered = new AtomicInteger();
  private final AtomicInteger givenBack = new AtomicInteger();
  private final AtomicInteger lent = new AtomicInteger();
  private final AtomicInteger mostLent = new AtomicInteger();

  AckScenarios(BrokerContract adapter) {
    super(adapter);
  }

  @Test
  void acknowledgementsInOrderOfArrivalHold() {
    ringInWaves(this::acknowledge);
  }

  @Test
  void manyThreadsSettleInAnyOrderAndEachAcknowledgementHolds() {
    try (ExecutorService settlers = Executors.newFixedThreadPool(8)) {
      ringInWaves(delivery -> settlers.execute(() -> settle(delivery)));
    }
  }

  private void ringInWaves(Consumer<Delivery> settling) {
    Tally tally = new Tally();
    Broker broker = open(tally);
    broker.subscribe(
        queue(),
        PREFETCH,
        delivery -> {
          delivered.incrementAndGet();
          mostLent.accumulateAndGet(lent.incrementAndGet(), Math::max);
          settling.accept(delivery);
        });

    for (int rung = 0; rung < ACKS; rung += WAVE) {
      List<Doorbell> wave = ring(broker, WAVE);
      await().atMost(SOON).until(() -> acknowledged.size() >= WAVE);
      assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(wave);
      acknowledged.clear();
    }

    awaitDepth(broker, 0);
    assertThat(delivered).hasValue(ACKS + givenBack.get());
    assertThat(mostLent).hasValueLessThanOrEqualTo(PREFETCH);
    assertThat(tally.dropped() + tally.lost()).isZero();
  }

  /** In any order: whoever is given back comes later, and threads overtake one another. */
  private void settle(Delivery delivery) {
    if (ThreadLocalRandom.current().nextInt(4) == 0) {
      givenBack.incrementAndGet();
      lent.decrementAndGet();
      delivery.giveBack();
    } else {
      acknowledge(delivery);
    }
    delivery.ack();
  }

  private void acknowledge(Delivery delivery) {
    lent.decrementAndGet();
    acknowledged.add(delivery.doorbell());
    delivery.ack();
  }
}
