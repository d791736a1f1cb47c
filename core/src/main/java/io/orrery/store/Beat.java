package io.orrery.store;

import io.orrery.QueueName;
import java.util.List;
import java.util.Map;

/**
 * The answer to a heartbeat.
 *
 * @param alive false: this incarnation was marked LOST; it must drop all it holds and register anew
 * @param running every row that PostgreSQL has as RUNNING on this worker
 * @param steered those of its queues that somebody steers
 */
public record Beat(boolean alive, List<Running> running, Map<QueueName, Steering> steered) {
  /**
   * @param cancelRequested true: its handler should be interrupted
   */
  public record Running(Held job, boolean cancelRequested) {}
}
