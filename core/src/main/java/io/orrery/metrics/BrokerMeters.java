package io.orrery.metrics;

import io.orrery.broker.BrokerEvents;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/**
 * Counts what happens at the broker: what passes through the SPI, and what an adapter tells of its
 * inner life. Safe for many threads.
 */
public final class BrokerMeters implements BrokerEvents {
  private final Counter doorbells;
  private final Counter rungJobs;
  private final Counter dropped;
  private final Counter returned;
  private final Counter unconfirmed;
  private final Counter malformed;
  private final Counter connectionsLost;
  private final Counter deliveries;
  private final Gauge blocked;
  private final Histogram depthSeconds;

  public BrokerMeters(CollectorRegistry registry) {
    doorbells =
        counter(registry, "orrery_broker_doorbells_total", "Doorbells handed to the broker.");
    rungJobs =
        counter(registry, "orrery_broker_rung_jobs_total", "Jobs that these doorbells rang for.");
    dropped =
        counter(
            registry,
            "orrery_broker_dropped_total",
            "Doorbells dropped because the window was full or the broker away.");
    returned = counter(registry, "orrery_broker_returned_total", "Doorbells that no queue took.");
    unconfirmed =
        counter(
            registry,
            "orrery_broker_unconfirmed_total",
            "Doorbells refused, or not confirmed in time.");
    malformed =
        counter(registry, "orrery_broker_malformed_total", "Messages that could not be decoded.");
    connectionsLost =
        counter(
            registry,
            "orrery_broker_connections_lost_total",
            "Connections to the broker that were lost, and queues that it had refused.");
    deliveries =
        counter(registry, "orrery_broker_deliveries_total", "Doorbells delivered to this process.");
    blocked =
        Gauge.build("orrery_broker_blocked", "1 while the broker takes no messages.")
            .register(registry);
    depthSeconds =
        Histogram.build(
                "orrery_broker_depth_seconds",
                "Time of one question for a queue's depth: the one call that waits for the broker.")
            .buckets(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5, 20)
            .register(registry);
  }

  private static Counter counter(CollectorRegistry registry, String name, String help) {
    return Counter.build(name, help).register(registry);
  }

  void rung(int jobs) {
    doorbells.inc();
    rungJobs.inc(jobs);
  }

  Histogram.Timer depthTimer() {
    return depthSeconds.startTimer();
  }

  void delivered() {
    deliveries.inc();
  }

  @Override
  public void ringsDropped(int count) {
    dropped.inc(count);
  }

  @Override
  public void ringReturned() {
    returned.inc();
  }

  @Override
  public void ringUnconfirmed() {
    unconfirmed.inc();
  }

  @Override
  public void messageMalformed() {
    malformed.inc();
  }

  @Override
  public void blocked(boolean now) {
    blocked.set(now ? 1 : 0);
  }

  @Override
  public void connectionLost(String why) {
    connectionsLost.inc();
  }
}
