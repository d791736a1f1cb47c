package io.orrery.worker;

import io.orrery.JobState;
import io.orrery.store.ClaimReply;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.function.IntSupplier;

/** What a worker counts and times. Safe for many threads. */
final class WorkerMetrics {
  private static final double NANOS = 1e9;

  private final Gauge slots;
  private final Gauge busy;
  private final Gauge paused;
  private final Counter asked;
  private final Counter finished;
  private final Counter oddities;
  private final Histogram claimBatch;
  private final Histogram endBatch;
  private final Histogram handlerTime;

  /**
   * @throws IllegalArgumentException if another worker counts into the same registry
   */
  WorkerMetrics(CollectorRegistry registry) {
    slots = gauge("slots", "Jobs that may run at once.").register(registry);
    busy = gauge("slots_busy", "Jobs that run now.").register(registry);
    paused = gauge("paused", "1 while the queue is paused here.").register(registry);
    asked =
        Counter.build("orrery_worker_asked_total", "Jobs asked for by claims, by the answer.")
            .labelNames("answer")
            .register(registry);
    finished =
        Counter.build("orrery_worker_ended_total", "Recorded attempts, by where the job went.")
            .labelNames("type", "state")
            .register(registry);
    oddities =
        Counter.build("orrery_worker_oddities_total", "What a healthy system hardly ever sees.")
            .labelNames("kind")
            .register(registry);
    claimBatch = batch("claim", "Jobs got by one claim.").register(registry);
    endBatch = batch("end", "Ends recorded together.").register(registry);
    handlerTime =
        Histogram.build("orrery_worker_handler_seconds", "How long attempts ran.")
            .labelNames("type")
            .buckets(.001, .005, .025, .1, .5, 1, 5, 30, 60, 300, 1_800, 3_600)
            .register(registry);
  }

  private static Gauge.Builder gauge(String name, String help) {
    return Gauge.build("orrery_worker_" + name, help).labelNames("queue");
  }

  private static Histogram.Builder batch(String of, String help) {
    return Histogram.build("orrery_worker_" + of + "_batch", help)
        .buckets(1, 5, 10, 50, 100, 250, 500, 1_000);
  }

  /** Shows a lane as it is, from now on. */
  void watch(Lane lane) {
    show(slots, lane, () -> lane.slots().total());
    show(busy, lane, () -> lane.slots().busy());
    show(paused, lane, () -> lane.paused() ? 1 : 0);
  }

  private static void show(Gauge gauge, Lane lane, IntSupplier now) {
    gauge.setChild(
        new Gauge.Child() {
          @Override
          public double get() {
            return now.getAsInt();
          }
        },
        lane.queue().value());
  }

  void claimed(ClaimReply reply) {
    claimBatch.observe(reply.claimed().size());
    count("claimed", reply.claimed().size());
    count("stale", reply.stale().size());
    count("foreign", reply.foreign().size());
    count("paused", reply.paused().size());
    count("orphan", reply.orphans().size());
  }

  private void count(String answer, int jobs) {
    if (jobs > 0) {
      asked.labels(answer).inc(jobs);
    }
  }

  /** An attempt's handler has ended. */
  void handled(String type, long nanos) {
    handlerTime.labels(type).observe(nanos / NANOS);
  }

  void endBatch(int size) {
    endBatch.observe(size);
  }

  /** The end of an attempt was recorded. */
  void ended(String type, JobState state) {
    finished.labels(type, state.name()).inc();
  }

  /** The end of an attempt was refused: another had taken its job over. */
  void fenced() {
    oddities.labels("fenced").inc();
  }

  /** An attempt was given up while its handler ran on. */
  void givenUp() {
    oddities.labels("given_up").inc();
  }

  /** A job was found that runs here unheld: its claim's reply was lost. */
  void adopted() {
    oddities.labels("adopted").inc();
  }

  /** An incarnation was marked LOST. */
  void lost() {
    oddities.labels("lost").inc();
  }

  /** Doorbells waited for a slot for too long. */
  void givenBack(int bells) {
    if (bells > 0) {
      oddities.labels("given_back").inc(bells);
    }
  }
}
