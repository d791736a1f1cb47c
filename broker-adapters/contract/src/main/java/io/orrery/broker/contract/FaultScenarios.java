package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.Priority;
import io.orrery.broker.Broker;
import io.orrery.broker.Broker.Feature;
import io.orrery.broker.Doorbell;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What outlives the loss of connections, queues and the server, by the adapter's features. */
abstract class FaultScenarios extends Scenarios {
  FaultScenarios(BrokerContract adapter) {
    super(adapter);
  }

  @Test
  void doorbellsSurviveARestartOfTheServer() throws InterruptedException {
    needs(Feature.DURABLE);
    Broker broker = open();
    List<Doorbell> rung = ring(broker, 10);
    broker.close();

    adapter.restartServer();

    Inbox inbox = new Inbox();
    open().subscribe(queue(), 10, inbox);
    assertThat(inbox.ack(10)).containsExactlyInAnyOrderElementsOf(rung);
  }

  @Test
  void aDoorbellThatNoQueueTookIsReportedAndTheNextIsTaken() {
    needs(Feature.REPORTS_UNROUTABLE);
    Tally tally = new Tally();
    Broker broker = open(tally);
    ring(broker, 1);
    awaitDepth(broker, 1);

    adapter.deleteQueue(queue());
    broker.ring(doorbell(Priority.NORMAL));

    await().atMost(SOON).until(() -> tally.returned() == 1);
    broker.ring(doorbell(Priority.NORMAL));
    awaitDepth(broker, 1);
  }

  @Test
  void aSubscriptionLivesThroughTheLossOfItsConnection() throws InterruptedException {
    needs(Feature.REMOTE);
    Tally tally = new Tally();
    Broker broker = open(tally);
    Inbox inbox = new Inbox();
    broker.subscribe(queue(), 10, inbox);
    ring(broker, 1);
    inbox.next().ack();

    adapter.cutConnections();
    await().atMost(SOON).until(() -> tally.lost() >= 2 && broker.available());

    List<Doorbell> rung = ring(broker, 3);
    assertThat(inbox.ack(3)).containsExactlyInAnyOrderElementsOf(rung);
  }
}
