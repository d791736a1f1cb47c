package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a subscription lends deliveries, and how it stops. */
abstract class SubscribeScenarios extends Scenarios {
  SubscribeScenarios(BrokerContract adapter) {
    super(adapter);
  }

  @Test
  void prefetchBoundsWhatIsUnsettled() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    broker.subscribe(queue(), 3, inbox);
    ring(broker, 10);

    List<Delivery> lent = inbox.next(3);
    awaitDepth(broker, 7);
    assertThat(inbox.size()).isZero();
    lent.getFirst().ack();
    inbox.next();

    awaitDepth(broker, 6);
    assertThat(inbox.size()).isZero();
  }

  @Test
  void aRaisedPrefetchLendsMoreAtOnce() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 1, inbox);
    List<Doorbell> rung = ring(broker, 10);
    Delivery first = inbox.next();

    subscription.prefetch(20);

    List<Delivery> rest = inbox.next(9);
    first.ack();
    rest.forEach(Delivery::ack);
    assertThat(rest).extracting(Delivery::doorbell).doesNotContain(first.doorbell());
    assertThat(rung).hasSize(rest.size() + 1);
  }

  @Test
  void aLoweredPrefetchHoldsOnceWhatWasLentIsSettled() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 4, inbox);
    ring(broker, 100);
    inbox.next(4).forEach(Delivery::ack);

    subscription.prefetch(1);

    // Settling one at a time, fewer and fewer are lent, until a lone one is, with others waiting.
    AtomicInteger settled = new AtomicInteger(4);
    await()
        .atMost(SOON)
        .until(
            () -> {
              if (inbox.size() > 1) {
                inbox.ack(1);
                settled.incrementAndGet();
              }
              long waiting = broker.depth(queue());
              return inbox.size() == 1 && waiting > 0 && waiting == 99 - settled.get();
            });
  }

  @Test
  void twoSubscribersShareAndNoneIsDeliveredTwice() throws InterruptedException {
    Broker client = open();
    Inbox inbox = new Inbox();
    Subscription left = open().subscribe(queue(), 10, inbox);
    Subscription right = open().subscribe(queue(), 10, inbox);

    List<Doorbell> rung = ring(client, 2_000);

    // Neither is lent more than 10 that are unsettled: 20 come only if both are served.
    List<Delivery> shared = inbox.next(20);
    assertThat(List.of(left, right)).allMatch(Subscription::available);
    List<Doorbell> all = new ArrayList<>();
    shared.forEach(delivery -> all.add(delivery.doorbell()));
    shared.forEach(Delivery::ack);
    all.addAll(inbox.ack(rung.size() - shared.size()));
    awaitDepth(client, 0);
    assertThat(inbox.size()).isZero();
    assertThat(all).containsExactlyInAnyOrderElementsOf(rung);
  }

  @Test
  void queuesDoNotMix() throws InterruptedException {
    Broker broker = open();
    QueueName other = new QueueName(queue() + "-other");
    Inbox inbox = new Inbox();
    Inbox otherInbox = new Inbox();
    broker.subscribe(queue(), 10, inbox);
    broker.subscribe(other, 10, otherInbox);

    List<Doorbell> rung = ring(broker, 3);
    Doorbell otherRung = new Doorbell(other, 5, List.of(JobId.next()));
    broker.ring(otherRung);

    assertThat(inbox.ack(3)).containsExactlyInAnyOrderElementsOf(rung);
    assertThat(otherInbox.ack(1)).containsExactly(otherRung);
  }

  @Test
  void afterStopNothingIsDeliveredAndWhatIsLentCanBeSettled() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    Subscription subscription = broker.subscribe(queue(), 2, inbox);
    ring(broker, 2);
    List<Delivery> lent = inbox.next(2);

    subscription.stop();
    lent.getFirst().ack();
    lent.getLast().giveBack();
    ring(broker, 1);

    awaitDepth(broker, 2);
    assertThat(inbox.size()).isZero();
  }

  @Test
  void aListenerThatThrowsIsServedOn() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    AtomicBoolean thrown = new AtomicBoolean();
    broker.subscribe(
        queue(),
        1,
        delivery -> {
          if (thrown.compareAndSet(false, true)) {
            throw new IllegalStateException("a listener's bug, thrown on purpose");
          }
          inbox.accept(delivery);
        });

    List<Doorbell> rung = ring(broker, 2);

    assertThat(inbox.ack(2)).containsExactlyInAnyOrderElementsOf(rung);
    assertThat(thrown).isTrue();
  }
}
