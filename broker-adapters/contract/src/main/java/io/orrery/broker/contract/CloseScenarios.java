package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.orrery.Priority;
import io.orrery.broker.Broker;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Subscription;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What closing gives back, and what a closed broker still answers. */
abstract class CloseScenarios extends Scenarios {
  CloseScenarios(BrokerContract adapter) {
    super(adapter);
  }

  @Test
  void whatIsUnsettledGoesBackWhenItsSubscriptionCloses() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 10, inbox);
    List<Doorbell> rung = ring(broker, 3);
    inbox.next(3);

    subscription.close();
    subscription.close();

    Inbox heir = new Inbox();
    broker.subscribe(queue(), 10, heir);
    assertThat(heir.ack(3)).containsExactlyInAnyOrderElementsOf(rung);
  }

  @Test
  void whatIsUnsettledGoesBackWhenItsBrokerCloses() throws InterruptedException {
    Broker leaving = open();
    Inbox inbox = new Inbox();
    leaving.subscribe(queue(), 10, inbox);
    List<Doorbell> rung = ring(leaving, 3);
    inbox.next(3);

    leaving.close();
    leaving.close();

    Inbox heir = new Inbox();
    open().subscribe(queue(), 10, heir);
    assertThat(heir.ack(3)).containsExactlyInAnyOrderElementsOf(rung);
  }

  @Test
  void whatWasRungIsSentBeforeTheBrokerCloses() {
    Broker leaving = open();
    Broker staying = open();
    ring(leaving, 1_000);

    leaving.close();

    awaitDepth(staying, 1_000);
  }

  @Test
  void settlingAfterTheCloseDoesNothing() throws InterruptedException {
    Broker leaving = open();
    Inbox inbox = new Inbox();
    Subscription subscription = leaving.subscribe(queue(), 10, inbox);
    List<Doorbell> rung = ring(leaving, 2);
    List<Delivery> lent = inbox.next(2);

    subscription.close();
    lent.getFirst().ack();
    lent.getLast().giveBack();

    Inbox heir = new Inbox();
    open().subscribe(queue(), 10, heir);
    assertThat(heir.ack(2)).containsExactlyInAnyOrderElementsOf(rung);
  }

  @Test
  void closingDoesNotWaitForABusyListener() throws InterruptedException {
    Broker leaving = open();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    leaving.subscribe(queue(), 1, delivery -> hold(busy, release));
    List<Doorbell> rung = ring(leaving, 1);
    busy.await();

    leaving.close();

    Inbox heir = new Inbox();
    open().subscribe(queue(), 1, heir);
    assertThat(heir.ack(1)).isEqualTo(rung);
    release.countDown();
  }

  @Test
  void aListenerMayCloseItsOwnSubscription() throws InterruptedException {
    Broker broker = open();
    CountDownLatch called = new CountDownLatch(1);
    Subscription[] subscription = new Subscription[1];
    CountDownLatch subscribed = new CountDownLatch(1);
    subscription[0] =
        broker.subscribe(
            queue(),
            1,
            delivery -> {
              hold(called, subscribed);
              subscription[0].close();
            });
    subscribed.countDown();

    ring(broker, 1);

    called.await();
    awaitDepth(broker, 1);
  }

  @Test
  void ringingAfterTheCloseIsCountedAsDropped() {
    Tally tally = new Tally();
    Broker closed = open(tally);
    closed.close();

    closed.ring(doorbell(Priority.NORMAL));

    assertThat(tally.dropped()).isEqualTo(1);
    assertThat(closed.available()).isFalse();
  }

  @Test
  void askingAClosedBrokerIsAnError() {
    Broker closed = open();
    closed.close();

    assertThatIllegalStateException().isThrownBy(() -> closed.depth(queue()));
    assertThatIllegalStateException().isThrownBy(() -> closed.subscribe(queue(), 1, new Inbox()));
    assertThatIllegalStateException().isThrownBy(() -> closed.onHint(hint -> {}));
  }

  private static void hold(CountDownLatch reached, CountDownLatch release) {
    reached.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
