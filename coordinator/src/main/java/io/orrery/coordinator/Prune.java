package io.orrery.coordinator;

import io.orrery.QueueName;
import io.orrery.config.OrreryConfig;
import io.orrery.config.Retention;
import io.orrery.config.RetentionTuning;
import io.orrery.store.Prunes;
import io.orrery.store.Prunes.Finished;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Deletes what need not be kept any more: finished jobs that are too old or too many, the records
 * of old ticks, workers that are gone. In small steps with pauses in between, each at least as long
 * as the step before took, so that it never has more than half of one connection.
 */
final class Prune implements Duty {
  /** The most rows deleted by one statement. */
  static final int BATCH = 2_000;

  /** Long enough for whoever asks what became of a worker, and for the relay, which looks back. */
  static final Duration WORKERS_AGE = Duration.ofDays(2);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

  /** Between two pages of the walks that count: ten million jobs in some eight minutes. */
  private static final Duration BETWEEN_PAGES = Duration.ofSeconds(1);

  private final Prunes prunes;
  private final RetentionTuning retention;
  private final Metrics metrics;
  private final Duration statementTimeout;
  private final LongSupplier nanoTime;

  private final Map<QueueName, Surplus> surpluses = new HashMap<>();
  private boolean walking;
  private long walkedAt;

  @Inject
  Prune(Prunes prunes, Metrics metrics, OrreryConfig config, Ambient ambient) {
    this.prunes = prunes;
    this.retention = config.retention();
    this.metrics = metrics;
    this.statementTimeout = config.coordinator().statementTimeout();
    this.nanoTime = ambient.nanoTime();
    begin();
  }

  @Override
  public String name() {
    return "prune";
  }

  @Override
  public Duration tick() {
    return retention.poll();
  }

  @Override
  public Duration patience() {
    return statementTimeout;
  }

  @Override
  public void begin() {
    surpluses.clear();
    walking = false;
    walkedAt = nanoTime.getAsLong() - BETWEEN_PAGES.toNanos();
  }

  /** A batch of each kind at most. Where one was full, the next round follows after a pause. */
  @Override
  public Duration round(Turn turn) {
    long start = nanoTime.getAsLong();
    List<Finished> finished = prunes.finished();
    walk(turn, finished);
    boolean more = false;
    for (Finished each : finished) {
      if (turn.goesOn()) {
        more |= jobs(turn, each) == BATCH;
      }
    }
    if (turn.goesOn()) {
      more |= ticks(turn) == BATCH;
    }
    if (turn.goesOn()) {
      more |= workers(turn) == BATCH;
    }
    return pause(more, Duration.ofNanos(nanoTime.getAsLong() - start));
  }

  private Duration pause(boolean more, Duration took) {
    Duration pause = walking ? BETWEEN_PAGES : tick();
    if (more) {
      pause = took.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : took;
    }
    return pause.compareTo(tick()) < 0 ? pause : tick();
  }

  private int jobs(Turn turn, Finished finished) {
    Retention kept = retention.of(finished.queue());
    Optional<Instant> floor = surplus(finished.queue()).floor();
    int pruned =
        switch (finished.state()) {
          case SUCCEEDED -> prune(turn, finished, kept.succeeded(), floor);
          case CANCELLED -> prune(turn, finished, kept.cancelled(), floor);
          case DEAD -> prune(turn, finished, kept.dead(), Optional.empty());
          case SCHEDULED, PENDING, RUNNING ->
              throw new IllegalStateException("not finished: " + finished);
        };
    metrics.jobsPruned(finished.state(), pruned);
    return pruned;
  }

  private int prune(Turn turn, Finished finished, Duration age, Optional<Instant> floor) {
    return prunes.jobs(turn.epoch(), finished, age, floor, BATCH);
  }

  private int ticks(Turn turn) {
    int pruned = prunes.ticks(turn.epoch(), retention.ticks(), BATCH);
    metrics.ticksPruned(pruned);
    return pruned;
  }

  private int workers(Turn turn) {
    int pruned = prunes.workers(turn.epoch(), WORKERS_AGE, BATCH);
    metrics.workersPruned(pruned);
    return pruned;
  }

  /** A page of each queue's walk, at its own pace however busy the rounds. */
  private void walk(Turn turn, List<Finished> finished) {
    long now = nanoTime.getAsLong();
    if (now - walkedAt < BETWEEN_PAGES.toNanos()) {
      return;
    }
    walkedAt = now;
    walking = false;
    Set<QueueName> queues = finished.stream().map(Finished::queue).collect(Collectors.toSet());
    surpluses.keySet().retainAll(queues);
    for (QueueName queue : queues) {
      if (turn.goesOn()) {
        walking |= !surplus(queue).walk();
      }
    }
  }

  private Surplus surplus(QueueName queue) {
    return surpluses.computeIfAbsent(
        queue, each -> new Surplus(prunes, each, retention.of(each).most()));
  }
}
