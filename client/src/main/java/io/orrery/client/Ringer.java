package io.orrery.client;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.config.ClientTuning;
import io.orrery.store.NewJob;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private record Lane(QueueName queue, int priority) {}

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

  private void ring(Collection<NewJob> committed, int idsPerDoorbell) {
    try {
      tell(committed, idsPerDoorbell);
    } catch (RuntimeException | Error e) {
      // Their callers must not think that they were not written.
      log.warn("could not ring for a batch of {}: its jobs start later", committed.size(), e);
    }
  }

  private void tell(Collection<NewJob> committed, int idsPerDoorbell) {
    Map<Lane, List<JobId>> due = new LinkedHashMap<>();
    Optional<Duration> earliest = Optional.empty();
    for (NewJob job : committed) {
      EnqueueOptions options = job.options();
      Duration wait = wait(options);
      if (wait.isPositive()) {
        earliest = earliest.filter(soon -> soon.compareTo(wait) <= 0).or(() -> Optional.of(wait));
      } else {
        due.computeIfAbsent(
                new Lane(options.queue(), options.priority().level()), lane -> new ArrayList<>())
            .add(job.id());
      }
    }
    due.forEach((lane, ids) -> ring(lane, ids, idsPerDoorbell));
    earliest.ifPresent(soon -> broker.hint(new Hint.Due(soon.toMillis())));
  }

  private void ring(Lane lane, List<JobId> ids, int idsPerDoorbell) {
    for (int from = 0; from < ids.size(); from += idsPerDoorbell) {
      int to = Math.min(from + idsPerDoorbell, ids.size());
      broker.ring(new Doorbell(lane.queue, lane.priority, ids.subList(from, to)));
    }
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
