package io.orrery.store;

import io.orrery.JobId;
import io.orrery.QueueName;
import java.time.Duration;
import java.util.Optional;

/**
 * A job that a worker has just claimed.
 *
 * @param attempt its number, from 1
 * @param failures failures so far, this attempt not counted
 * @param timeout the longest that this attempt may run, from now
 */
public record ClaimedJob(
    JobId id,
    long fence,
    int attempt,
    int failures,
    String type,
    QueueName queue,
    int priority,
    long ringOrder,
    Optional<Duration> timeout,
    byte[] arguments) {
  public Held held() {
    return new Held(id, fence);
  }
}
