package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.broker.contract.Tally;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever breaks, doorbells are heard again without anybody's help. */
class LostConnectionTest {
  /** As many as a test may take; more with {@code -Dorrery.restarts=30}. */
  private static final int RESTARTS = Integer.getInteger("orrery.restarts", 4);

  @AfterEach
  void heal() {
    if (!OwnRabbit.SERVER.running()) {
      OwnRabbit.SERVER.restart();
    }
  }

  @Test
  void consumptionResumesAfterTheServerIsKilledAndStartedAgain() {
    try (Ringer ringer = new Ringer().subscribed()) {
      ringer.awaitWorking();

      OwnRabbit.SERVER.kill();
      await().atMost(Ringer.SOON).until(() -> !ringer.broker.available());
      ringer.ring();
      OwnRabbit.SERVER.restart();

      ringer.awaitWorking();
      assertThat(ringer.tally.dropped()).isPositive();
    }
  }

  @Test
  void consumptionResumesAfterEachOfManyRestarts() {
    try (Ringer ringer = new Ringer().subscribed()) {
      for (int i = 0; i < RESTARTS; i++) {
        ringer.awaitWorking();
        OwnRabbit.restart();
      }

      ringer.awaitWorking();
      assertThat(ringer.tally.lost()).isGreaterThanOrEqualTo(2 * RESTARTS);
    }
  }

  @Test
  void aServerThatForgotEverythingGetsItsQueuesAgain() {
    try (Ringer ringer = new Ringer().subscribed()) {
      ringer.awaitWorking();

      OwnRabbit.SERVER.wipe();

      ringer.awaitWorking();
    }
  }

  @Test
  void aServerThatIsAwayAtFirstIsFoundOnceItComes() {
    OwnRabbit.SERVER.kill();
    try (Ringer ringer = new Ringer().subscribed()) {
      assertThat(ringer.broker.available()).isFalse();
      ringer.ring();
      assertThat(ringer.tally.dropped()).isEqualTo(1);

      OwnRabbit.SERVER.restart();

      ringer.awaitWorking();
    }
  }

  @Test
  void aQueueDeletedUnderItsSubscriberIsDeclaredAndConsumedAgain() {
    try (Ringer ringer = new Ringer().subscribed()) {
      ringer.awaitWorking();

      OwnRabbit.deleteQueue(ringer.queue);

      ringer.awaitWorking();
      assertThat(ringer.tally.lost()).as("one queue's loss costs no connection").isZero();
    }
  }

  @Test
  void aChannelThatTheBrokerClosesIsOpenedAgainAndItsDeliveriesComeBack() {
    shortenTheConsumerTimeout();
    Tally tally = new Tally();
    AtomicInteger deliveries = new AtomicInteger();
    try (Ringer ringer = new Ringer();
        RabbitBroker holding = OwnRabbit.connect(tally)) {
      holding.subscribe(ringer.queue, 1, unsettled -> deliveries.incrementAndGet());
      ringer.ring();

      // The broker closes the channel with 406 because the delivery is held for too long.
      await().atMost(Ringer.SOON).until(() -> deliveries.get() >= 2);

      assertThat(tally.lost()).as("a channel's loss costs no connection").isZero();
    } finally {
      OwnRabbit.SERVER.runRabbitmqctl("eval", timeouts(1_800_000, 60_000));
    }
  }

  private static void shortenTheConsumerTimeout() {
    OwnRabbit.SERVER.runRabbitmqctl("eval", timeouts(500, 200));
  }

  private static String timeouts(int consumerMillis, int tickMillis) {
    return "application:set_env(rabbit, consumer_timeout, %d), ".formatted(consumerMillis)
        + "application:set_env(rabbit, channel_tick_interval, %d).".formatted(tickMillis);
  }
}
