package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Doorbell;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broker that neither works nor breaks must hold nobody up. */
class SilentBrokerTest {
  /** Far less than a single timeout, far more than queueing 10,000 doorbells takes. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** 16 kB: a window of them is more than any socket buffers. */
  private static final List<JobId> MOST_JOBS =
      Stream.generate(JobId::next).limit(Doorbell.MOST_JOBS).toList();

  @AfterEach
  void heal() {
    OwnRabbit.SERVER.resume();
  }

  @Test
  void aFrozenBrokerHoldsNobodyUpAndIsTakenForUnavailable() {
    try (Ringer ringer = new Ringer().subscribed()) {
      ringer.awaitWorking();

      OwnRabbit.SERVER.pause();
      assertThat(timeToRingALot(ringer)).isLessThan(AT_ONCE);
      await().atMost(Duration.ofSeconds(10)).until(() -> !ringer.broker.available());
      await().atMost(Ringer.SOON).until(() -> ringer.tally.lost() == 2);
      assertThat(timeToRingALot(ringer)).isLessThan(AT_ONCE);
      OwnRabbit.SERVER.resume();

      ringer.awaitWorking();
    }
  }

  @Test
  void anErrorInASweepEndsNoLaterOne() {
    AtomicInteger sweeps = new AtomicInteger();
    BrokerEvents broken =
        new BrokerEvents() {
          @Override
          public void ringUnconfirmed() {
            if (Thread.currentThread().getName().equals("orrery-rabbitmq-sweep")) {
              sweeps.incrementAndGet();
              throw new StackOverflowError("thrown on purpose");
            }
          }
        };
    try (Ringer ringer = new Ringer(broken).subscribed()) {
      for (int i = 0; i < 2; i++) {
        ringer.awaitWorking();
        int before = sweeps.get();
        OwnRabbit.SERVER.pause();
        ringer.ring();
        await().atMost(Ringer.SOON).until(() -> sweeps.get() > before);
        OwnRabbit.SERVER.resume();
      }
    }
  }

  @Test
  void closingIsBoundedWhileTheBrokerIsFrozen() {
    Ringer ringer = new Ringer().subscribed();
    ringer.awaitWorking();
    OwnRabbit.SERVER.pause();
    timeToRingALot(ringer);

    long start = System.nanoTime();
    ringer.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aMemoryAlarmHoldsNobodyUpAndConsumptionGoesOn() {
    try (Ringer ringer = new Ringer().subscribed()) {
      ringer.awaitWorking();

      OwnRabbit.SERVER.runRabbitmqctl("set_vm_memory_high_watermark", "0");
      ringer.ring();
      await().atMost(Ringer.SOON).until(ringer.tally::blocked);
      assertThat(ringer.broker.available()).isFalse();
      assertThat(timeToRingALot(ringer)).isLessThan(AT_ONCE);
      assertThat(ringer.broker.depth(ringer.queue)).isNotNegative();
      OwnRabbit.SERVER.runRabbitmqctl("set_vm_memory_high_watermark", "0.4");

      await().atMost(Ringer.SOON).until(ringer.broker::available);
      ringer.awaitWorking();
      assertThat(ringer.tally.lost()).as("an alarm costs no connection").isZero();
    } finally {
      OwnRabbit.SERVER.runRabbitmqctl("set_vm_memory_high_watermark", "0.4");
    }
  }

  @Test
  void aProcessThatPublishesNothingLearnsOfAnAlarmAndOfItsEnd() {
    try (Ringer ringer = new Ringer().subscribed()) {
      ringer.awaitWorking();

      OwnRabbit.SERVER.runRabbitmqctl("set_vm_memory_high_watermark", "0");
      await().atMost(Ringer.SOON).until(() -> !ringer.broker.available());
      assertThat(ringer.tally.blocked()).isTrue();
      OwnRabbit.SERVER.runRabbitmqctl("set_vm_memory_high_watermark", "0.4");

      await().atMost(Ringer.SOON).until(ringer.broker::available);
      assertThat(ringer.tally.lost()).isZero();
    } finally {
      OwnRabbit.SERVER.runRabbitmqctl("set_vm_memory_high_watermark", "0.4");
    }
  }

  /**
   * The queue exists with arguments of somebody's own, by which a stranger is served first and we
   * not at all, although we could be: what a consumer that died unnoticed looks like.
   */
  @Test
  void aSubscriptionThatIsServedNothingFromAFullQueueConnectsAnew() {
    try (Ringer ringer = new Ringer()) {
      OwnRabbit.meddle(
          channel -> {
            String name = Topology.jobs(ringer.queue);
            channel.queueDeclare(
                name, true, false, false, Map.of("x-single-active-consumer", true));
            channel.basicQos(1);
            channel.basicConsume(name, (tag, message) -> {}, tag -> {});
            ringer.subscribed();
            ringer.ring();
            ringer.ring();

            return await().atMost(Ringer.SOON).until(ringer.tally::lost, lost -> lost > 0);
          });

      ringer.awaitWorking();
    }
  }

  private static Duration timeToRingALot(Ringer ringer) {
    Doorbell doorbell = new Doorbell(ringer.queue, 5, MOST_JOBS);
    long start = System.nanoTime();
    for (int i = 0; i < 2 * OwnRabbit.IMPATIENT.window(); i++) {
      ringer.broker.ring(doorbell);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
