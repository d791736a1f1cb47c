package io.orrery.coordinator;

import io.orrery.JobState;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What a coordinator counts. Safe for many threads. */
final class Metrics {
  /** Why jobs were rung for by a duty. */
  enum Rung {
    /** They fell due. */
    PROMOTED,
    /** Their doorbell was suspected lost. */
    RELAYED,
    /** Their caller's own transaction committed. */
    ADMITTED,
    /** Their worker was lost. */
    REAPED,
    /** A schedule made them. */
    FIRED
  }

  private final CollectorRegistry registry;
  private final Clock clock;
  private final Counter rung;
  private final Counter reaped;
  private final Counter workersLost;
  private final Counter jobsPruned;
  private final Counter ticksPruned;
  private final Counter workersPruned;
  private final Counter termsLost;
  private final Counter failures;
  private final Counter refused;
  private final Gauge lastSuccess;

  Metrics(CollectorRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    rung = counter("orrery_coordinator_jobs_rung", "Jobs that a duty rang for, by why.", "why");
    reaped =
        counter(
            "orrery_coordinator_jobs_reaped",
            "Jobs taken from lost workers or past their deadline, by what became of them.",
            "cause",
            "state");
    workersLost = counter("orrery_coordinator_workers_lost", "Workers marked LOST.");
    jobsPruned =
        counter(
            "orrery_coordinator_jobs_pruned",
            "Finished jobs deleted since they need not be kept any more, by how they ended.",
            "state");
    ticksPruned = counter("orrery_coordinator_ticks_pruned", "Records of old ticks deleted.");
    workersPruned =
        counter("orrery_coordinator_workers_pruned", "Rows of workers deleted that are gone.");
    termsLost =
        counter(
            "orrery_coordinator_terms_lost",
            "Terms of office that ended otherwise than by a clean stop.");
    failures = counter("orrery_coordinator_duty_failures", "Rounds that failed, by duty.", "duty");
    refused =
        counter(
            "orrery_coordinator_writes_refused",
            "Writes that PostgreSQL refused since their epoch no longer led, by duty.",
            "duty");
    lastSuccess =
        Gauge.build(
                "orrery_coordinator_duty_last_success_seconds",
                "Unix time of the last round that succeeded, by duty.")
            .labelNames("duty")
            .register(registry);
  }

  /** Shows who leads, as the supplier says at each look. */
  void term(Supplier<OptionalLong> epoch) {
    gauge(
        "orrery_coordinator_leads",
        "1 while this coordinator leads.",
        () -> epoch.get().isPresent() ? 1 : 0);
    gauge(
        "orrery_coordinator_epoch",
        "The epoch under which it leads, or 0.",
        () -> epoch.get().orElse(0));
  }

  void rung(Rung why, int jobs) {
    rung.labels(why.name()).inc(jobs);
  }

  void reaped(String cause, JobState state) {
    reaped.labels(cause, state.name()).inc();
  }

  void workersLost(int workers) {
    workersLost.inc(workers);
  }

  void jobsPruned(JobState state, int jobs) {
    jobsPruned.labels(state.name()).inc(jobs);
  }

  void ticksPruned(int ticks) {
    ticksPruned.inc(ticks);
  }

  void workersPruned(int workers) {
    workersPruned.inc(workers);
  }

  void termLost() {
    termsLost.inc();
  }

  void succeeded(String duty) {
    lastSuccess.labels(duty).set(clock.millis() / 1000.0);
  }

  void failed(String duty) {
    failures.labels(duty).inc();
  }

  /** Its epoch was over when its statement came to PostgreSQL. */
  void refused(String duty) {
    refused.labels(duty).inc();
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.build(name, help).labelNames(labels).register(registry);
  }

  private void gauge(String name, String help, Supplier<Number> value) {
    Gauge.build(name, help)
        .create()
        .setChild(
            new Gauge.Child() {
              @Override
              public double get() {
                return value.get().doubleValue();
              }
            })
        .register(registry);
  }
}
