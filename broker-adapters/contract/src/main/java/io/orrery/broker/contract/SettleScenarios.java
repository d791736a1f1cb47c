package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.Broker;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What acknowledging and giving back do. */
abstract class SettleScenarios extends Scenarios {
  SettleScenarios(BrokerContract adapter) {
    super(adapter);
  }

  @Test
  void whatIsGivenBackIsDeliveredAgain() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    broker.subscribe(queue(), 1, inbox);
    List<Doorbell> rung = ring(broker, 1);

    inbox.next().giveBack();

    assertThat(inbox.ack(1)).isEqualTo(rung);
  }

  @Test
  void whatIsAcknowledgedNeverComesBack() throws InterruptedException {
    Broker first = open();
    Inbox inbox = new Inbox();
    first.subscribe(queue(), 10, inbox);
    List<Doorbell> rung = ring(first, 2);
    Delivery acknowledged = inbox.next();
    acknowledged.ack();

    first.close();
    Inbox heir = new Inbox();
    open().subscribe(queue(), 10, heir);

    assertThat(heir.next().doorbell()).isIn(rung).isNotEqualTo(acknowledged.doorbell());
    assertThat(heir.size()).isZero();
  }

  @Test
  void settlingTwiceDoesNothing() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    broker.subscribe(queue(), 2, inbox);
    ring(broker, 2);
    List<Delivery> lent = inbox.next(2);

    lent.getFirst().ack();
    lent.getFirst().ack();
    lent.getFirst().giveBack();
    lent.getLast().giveBack();
    lent.getLast().ack();

    assertThat(inbox.next().doorbell()).isEqualTo(lent.getLast().doorbell());
    awaitDepth(broker, 0);
    assertThat(inbox.size()).isZero();
  }
}
