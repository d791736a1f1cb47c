package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.broker.Broker;
import io.orrery.broker.Broker.Feature;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** How a subscription pauses, and goes on. */
abstract class PauseScenarios extends Scenarios {
  PauseScenarios(BrokerContract adapter) {
    super(adapter);
  }

  @Test
  void whilePausedDoorbellsWaitInTheBrokerAndWhatIsLentCanBeSettled() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 2, inbox);
    ring(broker, 2);
    List<Delivery> lent = inbox.next(2);

    subscription.pause();
    subscription.pause();
    lent.getFirst().ack();
    lent.getLast().giveBack();
    ring(broker, 5);

    awaitDepth(broker, 6);
    assertThat(inbox.size()).isZero();
    assertThat(subscription.available()).isTrue();
  }

  @Test
  void afterAResumeAllThatWaitedIsDelivered() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 3, inbox);
    List<Doorbell> rung = new ArrayList<>(ring(broker, 3));
    List<Delivery> lent = inbox.next(3);
    subscription.pause();
    lent.forEach(Delivery::giveBack);
    rung.addAll(ring(broker, 7));
    awaitDepth(broker, 10);

    subscription.resume();

    assertThat(inbox.ack(10)).containsExactlyInAnyOrderElementsOf(rung);
  }

  @Test
  void aPrefetchThatChangedMeanwhileHoldsFromTheResumeOn() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 1, inbox);
    subscription.pause();
    subscription.prefetch(4);
    ring(broker, 10);
    awaitDepth(broker, 10);

    subscription.resume();

    inbox.next(4);
    awaitDepth(broker, 6);
    assertThat(inbox.size()).isZero();
  }

  @Test
  void whatOnePausesAnotherTakes() throws InterruptedException {
    Broker broker = open();
    Inbox pausing = new Inbox();
    Inbox running = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 10, pausing);
    open().subscribe(queue(), 10, running);
    subscription.pause();

    List<Doorbell> rung = ring(broker, 50);

    assertThat(running.ack(50)).containsExactlyInAnyOrderElementsOf(rung);
    assertThat(pausing.size()).isZero();
  }

  /** Whatever is under way when it pauses or goes on, nothing is left with a listener unasked. */
  @Test
  void pausedAndResumedOverAndOverUnderLoadItLosesNothing() {
    Broker broker = open();
    Set<Doorbell> heard = ConcurrentHashMap.newKeySet();
    Subscription subscription =
        broker.subscribe(
            queue(),
            5,
            delivery -> {
              delivery.ack();
              heard.add(delivery.doorbell());
            });

    List<Doorbell> rung = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rung.addAll(ring(broker, 25));
      subscription.pause();
      if (i % 2 == 0) {
        // A round trip, so that some pauses take effect and some are over before they do.
        broker.depth(queue());
      }
      subscription.resume();
    }

    await().atMost(SOON).untilAsserted(() -> assertThat(heard).containsAll(rung));
    awaitDepth(broker, 0);
  }

  @Test
  void aPauseOutlivesALostConnection() throws InterruptedException {
    needs(Feature.REMOTE);
    Tally tally = new Tally();
    Broker broker = open(tally);
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 2, inbox);
    ring(broker, 2);
    inbox.next(2);
    subscription.pause();

    adapter.cutConnections();
    await().atMost(SOON).until(() -> tally.lost() >= 2 && broker.available());
    awaitDepth(broker, 2);
    assertThat(inbox.size()).isZero();

    subscription.resume();
    assertThat(inbox.ack(2)).hasSize(2);
  }

  @Test
  void stoppedWhilePausedItStaysSo() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 2, inbox);
    subscription.pause();
    subscription.stop();

    subscription.resume();
    ring(broker, 3);

    awaitDepth(broker, 3);
    assertThat(inbox.size()).isZero();
  }
}
