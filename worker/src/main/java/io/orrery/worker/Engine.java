package io.orrery.worker;

import io.orrery.broker.Broker;
import io.orrery.broker.Hint;
import io.orrery.worker.report.Audience;
import io.orrery.worker.report.NewsFeed;
import io.orrery.worker.report.Reporter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running parts of a worker: starts its threads and its subscriptions, and ends them. */
@Singleton
final class Engine {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  private static final Duration THREAD_END = Duration.ofSeconds(5);

  private final Broker broker;
  private final Lanes lanes;
  private final Lease lease;
  private final HeldJobs held;
  private final Beater beater;
  private final Finisher finisher;
  private final Reporter reporter;
  private final JobThreads jobThreads;
  private final Audience audience;
  private final Wakeup beatNow;
  private final Drain drain;
  private final List<Loop> loops;

  @Inject
  Engine(
      Broker broker,
      Lanes lanes,
      Lease lease,
      HeldJobs held,
      Dispatcher dispatcher,
      Beater beater,
      Watch watch,
      Finisher finisher,
      Reporter reporter,
      NewsFeed news,
      Audience audience,
      JobThreads jobThreads,
      Wakeups wakeups,
      Drain drain) {
    this.broker = broker;
    this.lanes = lanes;
    this.lease = lease;
    this.held = held;
    this.beater = beater;
    this.finisher = finisher;
    this.reporter = reporter;
    this.audience = audience;
    this.jobThreads = jobThreads;
    this.beatNow = wakeups.beater;
    this.drain = drain;
    this.loops =
        List.of(
            new Loop("finish", finisher::turn, finisher.wakeup()),
            new Loop("report", reporter::turn, wakeups.reporter),
            new Loop("news", news::turn, wakeups.news),
            new Loop("beat", beater::turn, wakeups.beater),
            new Loop("watch", watch::turn, new Wakeup()),
            new Loop("dispatch", dispatcher::turn, wakeups.dispatcher));
  }

  /** The current incarnation. */
  UUID worker() {
    return lease.worker();
  }

  /** Registers the worker, and begins to take jobs. */
  void start() {
    beater.register();
    lanes.subscribe(broker);
    broker.onHint(this::hint);
    loops.forEach(Loop::start);
  }

  private void hint(Hint hint) {
    switch (hint) {
      case Hint.Cancel cancel -> {
        // Only a word from the broker: the beat reads from PostgreSQL whether it is true.
        if (held.holds(cancel.job())) {
          beatNow.signal();
        }
      }
      case Hint.Watch watch -> audience.watch(watch);
      case Hint.Queue queue -> {
        if (lanes.serve(queue.name())) {
          beatNow.signal();
        }
      }
      case Hint.Due due -> {}
    }
  }

  /** Does not wait for running jobs any longer, if it drains. */
  void hurry() {
    drain.hurry();
  }

  /** Ends all of it, running jobs first. Bounded by the drain time and a few grace periods. */
  void drainAndStop() throws InterruptedException {
    drain.run();
    finisher.close();
    loops.forEach(Loop::close);
    jobThreads.close();
    for (Loop loop : loops) {
      if (!loop.join(THREAD_END)) {
        log.warn("{} has not ended: it waits for a server", loop.name());
      }
    }
    drain.report(reporter);
    drain.leave();
    log.info("worker {} has ended", worker());
  }
}
