package io.orrery.store;

import io.orrery.Actor;
import io.orrery.QueueName;
import io.orrery.QueueStatus;
import java.util.List;

/**
 * How queues are steered. Safe for many threads. Every change that was one is in {@code
 * orrery.audit} with who made it, and every method throws {@link StoreUnavailable}: a change whose
 * answer was lost may have been made, and asking for it again does no harm.
 */
public interface QueueRows {
  /**
   * Every queue that is steered, that a live worker serves, or that has waiting jobs: up to 10,000,
   * by name.
   */
  List<QueueStatus> list();

  /** False: it is paused already. */
  boolean pause(QueueName queue, Actor actor);

  /**
   * Waiting jobs of the queue whose next ring was put off are due to be rung at once.
   *
   * @return false: it is not paused
   */
  boolean resume(QueueName queue, Actor actor);

  /**
   * @param slots of each worker, 1 to 100,000
   * @return false: it has so many already
   */
  boolean slots(QueueName queue, int slots, Actor actor);

  /** False: its workers have the slots that they were started with. */
  boolean slotsAsStarted(QueueName queue, Actor actor);
}
