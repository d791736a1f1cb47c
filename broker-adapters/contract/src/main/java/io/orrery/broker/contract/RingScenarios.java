package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.Priority;
import io.orrery.broker.Broker;
import io.orrery.broker.Broker.Feature;
import io.orrery.broker.Doorbell;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a doorbell that is rung. */
abstract class RingScenarios extends Scenarios {
  RingScenarios(BrokerContract adapter) {
    super(adapter);
  }

  @Test
  void aDoorbellIsDeliveredOnce() throws InterruptedException {
    Broker broker = open();
    Inbox inbox = new Inbox();
    broker.subscribe(queue(), 10, inbox);

    List<Doorbell> rung = ring(broker, 3);

    assertThat(inbox.ack(3)).containsExactlyInAnyOrderElementsOf(rung);
    awaitDepth(broker, 0);
    assertThat(inbox.size()).isZero();
  }

  @Test
  void doorbellsRungBeforeAnySubscriberWaitForOne() throws InterruptedException {
    Broker client = open();
    List<Doorbell> rung = ring(client, 3);
    awaitDepth(client, 3);

    Inbox inbox = new Inbox();
    open().subscribe(queue(), 10, inbox);

    assertThat(inbox.ack(3)).containsExactlyInAnyOrderElementsOf(rung);
  }

  @Test
  void manyIdsAndEveryFieldSurvive() throws InterruptedException {
    List<JobId> jobs = Stream.generate(JobId::next).limit(Doorbell.MOST_JOBS).toList();
    Doorbell full = new Doorbell(queue(), 9, jobs);
    Inbox inbox = new Inbox();
    open().subscribe(queue(), 1, inbox);

    open().ring(full);

    assertThat(inbox.next().doorbell()).isEqualTo(full);
  }

  @Test
  void highOvertakesAThousandWaitingOfNormal() throws InterruptedException {
    needs(Feature.PRIORITY);
    Broker broker = open();
    ring(broker, 1_000);
    Doorbell high = doorbell(Priority.HIGH);
    broker.ring(high);
    awaitDepth(broker, 1_001);

    Inbox inbox = new Inbox();
    broker.subscribe(queue(), 1, inbox);

    assertThat(inbox.next().doorbell()).isEqualTo(high);
  }

  @Test
  void depthCountsWhatIsReadyAndNotWhatIsLent() throws InterruptedException {
    Broker broker = open();
    ring(broker, 5);
    awaitDepth(broker, 5);

    Inbox inbox = new Inbox();
    broker.subscribe(queue(), 2, inbox);
    inbox.next(2);

    awaitDepth(broker, 3);
  }

  @Test
  void aQueueThatNobodyRangIsEmpty() {
    assertThat(open().depth(queue())).isZero();
  }

  @Test
  void moreThanTheWindowHoldsIsDroppedAndCountedNotWaitedFor() throws InterruptedException {
    Tally tally = new Tally();
    Broker broker = open(tally);

    int rung = ring(broker, 50_000).size();

    Inbox inbox = new Inbox();
    broker.subscribe(queue(), 1_000, inbox);
    int delivered = 0;
    while (delivered + tally.dropped() < rung) {
      inbox.next().ack();
      delivered++;
    }
    awaitDepth(broker, 0);
    assertThat(delivered + tally.dropped()).isEqualTo(rung);
  }
}
