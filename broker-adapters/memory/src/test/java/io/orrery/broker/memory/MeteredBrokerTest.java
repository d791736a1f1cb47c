package io.orrery.broker.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import io.orrery.metrics.BrokerMeters;
import io.orrery.metrics.MeteredBroker;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The meters of the SPI, on the broker at hand. */
class MeteredBrokerTest {
  private static final QueueName MAIL = new QueueName("mail");

  private final CollectorRegistry registry = new CollectorRegistry();
  private final BrokerMeters meters = new BrokerMeters(registry);
  private final Broker broker =
      new MeteredBroker(new MemoryBroker(new MemoryServer(), meters, () -> {}), meters);

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void doorbellsAndTheirJobsAreCountedAndTheDepthIsTimed() {
    broker.ring(new Doorbell(MAIL, 5, List.of(JobId.next(), JobId.next())));
    broker.ring(new Doorbell(MAIL, 5, List.of(JobId.next())));

    assertThat(broker.depth(MAIL)).isEqualTo(2);
    assertThat(sample("orrery_broker_doorbells_total")).isEqualTo(2);
    assertThat(sample("orrery_broker_rung_jobs_total")).isEqualTo(3);
    assertThat(sample("orrery_broker_depth_seconds_count")).isEqualTo(1);
  }

  @Test
  void deliveriesAreCounted() throws InterruptedException {
    BlockingQueue<Delivery> heard = new LinkedBlockingQueue<>();
    broker.subscribe(MAIL, 1, heard::add);

    broker.ring(new Doorbell(MAIL, 5, List.of(JobId.next())));

    assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(sample("orrery_broker_deliveries_total")).isEqualTo(1);
  }

  @Test
  void whatTheAdapterTellsIsCounted() {
    meters.ringsDropped(3);
    meters.ringReturned();
    meters.ringUnconfirmed();
    meters.messageMalformed();
    meters.connectionLost("a test");
    meters.blocked(true);

    assertThat(sample("orrery_broker_dropped_total")).isEqualTo(3);
    assertThat(sample("orrery_broker_returned_total")).isEqualTo(1);
    assertThat(sample("orrery_broker_unconfirmed_total")).isEqualTo(1);
    assertThat(sample("orrery_broker_malformed_total")).isEqualTo(1);
    assertThat(sample("orrery_broker_connections_lost_total")).isEqualTo(1);
    assertThat(sample("orrery_broker_blocked")).isEqualTo(1);
  }

  private double sample(String name) {
    return registry.getSampleValue(name);
  }
}
