package io.orrery.config;

import io.orrery.QueueName;
import java.time.Duration;
import java.util.Map;

/**
 * What coordinators keep of the past.
 *
 * @param poll between two looks for what need not be kept any more
 * @param usual of a queue that says nothing else
 * @param queues those that do
 * @param ticks how long after it was due the record of a tick is kept
 */
public record RetentionTuning(
    Duration poll, Retention usual, Map<QueueName, Retention> queues, Duration ticks) {
  public RetentionTuning {
    queues = Map.copyOf(queues);
  }

  /** What holds for one queue. */
  public Retention of(QueueName queue) {
    return queues.getOrDefault(queue, usual);
  }
}
