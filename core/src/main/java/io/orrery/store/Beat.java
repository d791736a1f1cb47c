package io.orrery.store;

import java.util.List;

/**
 * The answer to a heartbeat.
 *
 * @param alive false: this incarnation was marked LOST; it must drop all it holds and register anew
 * @param running every row that PostgreSQL has as RUNNING on this worker
 */
public record Beat(boolean alive, List<Running> running) {
  /**
   * @param cancelRequested true: its handler should be interrupted
   */
  public record Running(Held job, boolean cancelRequested) {}
}
