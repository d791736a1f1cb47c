package io.orrery.worker;

import io.orrery.QueueName;
import io.orrery.store.Runs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which types the other workers of a queue run, read at most once a second: asked only when a
 * doorbell names a job that this worker can't run. Used by the dispatcher alone.
 */
final class OtherWorkers {
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

  private record Answer(List<String> types, long readAt) {}

  private final Runs runs;
  private final Lease lease;
  private final Map<QueueName, Answer> byQueue = new HashMap<>();

  OtherWorkers(Runs runs, Lease lease) {
    this.runs = runs;
    this.lease = lease;
  }

  boolean run(QueueName queue, String type, long now) {
    Answer answer = byQueue.get(queue);
    if (answer == null || now - answer.readAt() >= FRESH) {
      answer = new Answer(runs.typesServedByOthers(lease.worker(), queue), now);
      byQueue.put(queue, answer);
    }
    return answer.types().contains(type);
  }
}
