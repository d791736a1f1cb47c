package io.orrery.client;

import io.orrery.EnqueueOptions;
import io.orrery.broker.Broker;
import io.orrery.broker.Doorbells;
import io.orrery.broker.Hint;
import io.orrery.config.ClientTuning;
import io.orrery.store.Duties.Ring;
import io.orrery.store.NewJob;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the broker of jobs that have been committed: workers of those that are due, the coordinator
 * of the earliest that is not. Never waits and never fails, and nothing is written afterwards: what
 * the broker loses the relay rings again.
 */
final class Ringer {
  private static final Logger log = LoggerFactory.getLogger(Ringer.class);

  private final Broker broker;
  private final Clock clock;
  private final ClientTuning tuning;

  @Inject
  Ringer(Broker broker, Clock clock, ClientTuning tuning) {
    this.broker = broker;
    this.clock = clock;
    this.tuning = tuning;
  }

  /** Rings for the jobs of one flush. */
  void ring(Collection<NewJob> committed) {
    ring(committed, tuning.doorbellIds());
  }

  /** Rings for many jobs, with few messages. */
  void ringBulk(Collection<NewJob> committed) {
    ring(committed, tuning.doorbellIdsBulk());
  }

  /** Rings for a job that is due. */
  void ring(Ring committed) {
    Doorbells due = new Doorbells();
    due.add(committed.id(), committed.queue(), committed.priority());
    logged(1, () -> due.ring(broker, tuning.doorbellIds()));
  }

  /** Rings for many jobs that are due, with few messages. */
  void ringAgain(Collection<Ring> committed) {
    Doorbells due = new Doorbells();
    committed.forEach(each -> due.add(each.id(), each.queue(), each.priority()));
    logged(committed.size(), () -> due.ring(broker, tuning.doorbellIdsBulk()));
  }

  private void ring(Collection<NewJob> committed, int idsPerDoorbell) {
    logged(committed.size(), () -> tell(committed, idsPerDoorbell));
  }

  private static void logged(int jobs, Runnable ring) {
    try {
      ring.run();
    } catch (RuntimeException | Error e) {
      // Their callers must not think that they were not written.
      log.warn("could not ring for a batch of {}: its jobs start later", jobs, e);
    }
  }

  private void tell(Collection<NewJob> committed, int idsPerDoorbell) {
    Doorbells due = new Doorbells();
    Optional<Duration> earliest = Optional.empty();
    for (NewJob job : committed) {
      EnqueueOptions options = job.options();
      Duration wait = wait(options);
      if (wait.isPositive()) {
        earliest = earliest.filter(soon -> soon.compareTo(wait) <= 0).or(() -> Optional.of(wait));
      } else {
        due.add(job.id(), options.queue(), options.priority().level());
      }
    }
    due.ring(broker, idsPerDoorbell);
    earliest.ifPresent(soon -> broker.hint(new Hint.Due(soon.toMillis())));
  }

  /**
   * Decides only whether to ring: the database's clock decides when the job is due, and a wrong
   * guess costs a relay.
   */
  private Duration wait(EnqueueOptions options) {
    return options
        .runAt()
        .map(runAt -> Duration.between(clock.instant(), runAt))
        .orElse(options.delay());
  }
}
