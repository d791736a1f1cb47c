package io.orrery.broker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Broker.Feature;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Doorbell;
import io.orrery.broker.contract.BrokerContract;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryBrokerTest extends BrokerContract {
  private static final BrokerEvents SILENT = new BrokerEvents() {};

  private final MemoryServer server = new MemoryServer();

  @Override
  protected Broker connect(BrokerEvents events) {
    return new MemoryBroker(server, events, () -> {});
  }

  @Override
  protected Set<Feature> expectedFeatures() {
    return Set.of(Feature.PRIORITY);
  }

  @Override
  protected Set<String> expectedSkips() {
    return Set.of(
        "doorbellsSurviveARestartOfTheServer",
        "aDoorbellThatNoQueueTookIsReportedAndTheNextIsTaken",
        "aSubscriptionLivesThroughTheLossOfItsConnection",
        "aPauseOutlivesALostConnection");
  }

  @Override
  protected List<DeadNotice> takeDeadNotices() {
    return server.takeNotices();
  }

  @Test
  void thoseWhoUseTheSameNameMeetAndTheLastToLeaveTakesAllAway() {
    URI name = URI.create("memory:" + UUID.randomUUID());
    QueueName mail = new QueueName("mail");
    int before = MemoryBrokerProvider.servers();
    Broker client = Brokers.connect(name, "client", SILENT);
    Broker worker = Brokers.connect(name, "worker", SILENT);

    client.ring(new Doorbell(mail, 5, List.of(JobId.next())));
    assertThat(worker.depth(mail)).isEqualTo(1);
    client.close();
    assertThat(worker.depth(mail)).isEqualTo(1);
    worker.close();

    assertThat(MemoryBrokerProvider.servers()).isEqualTo(before);
  }

  @Test
  void aFullQueueTakesNoMore() {
    MemoryQueue queue = new MemoryQueue(new QueueName("mail"));
    Doorbell doorbell = new Doorbell(queue.name(), 5, List.of(JobId.next()));

    for (int i = 0; i < MemoryQueue.MOST_WAITING; i++) {
      assertThat(queue.add(doorbell)).isTrue();
    }

    assertThat(queue.add(doorbell)).isFalse();
    assertThat(queue.depth()).isEqualTo(MemoryQueue.MOST_WAITING);
  }

  @Test
  void theOldestNoticeGoesWhenThereAreTooMany() {
    QueueName mail = new QueueName("mail");
    DeadNotice oldest = new DeadNotice(JobId.next(), "send-email", mail, "first");
    server.bury(oldest);
    for (int i = 0; i < MemoryServer.MOST_NOTICES; i++) {
      server.bury(new DeadNotice(oldest.job(), "send-email", mail, "later"));
    }

    assertThat(server.takeNotices()).hasSize(MemoryServer.MOST_NOTICES).doesNotContain(oldest);
  }
}
